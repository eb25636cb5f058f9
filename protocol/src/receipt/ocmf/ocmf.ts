// SPDX-License-Identifier: Apache-2.0
import type { Draft } from '../../draft';
import { toUtf8 } from '../../encoding/bytes';
import { isObject, readJson } from '../../json/read';
import { convertKey } from '../../key/convert';
import {
  latestTime,
  malformed,
  unsupported,
  type ReadReceipt,
  type Receipt,
  type ReceiptFormat,
} from '../receipt';
import { ocmfAliases } from './aliases';
import { filledField } from '../fields';
import { ocmfFindings } from './findings';
import { readReadings } from './readings';
import { OCMF_HEADER, splitOcmf } from './sections';
import { readOcmfSignature } from './signature';

/** OCMF says DER; real meters also write r‖s, and DER without the zero in front of a high bit. */
const ENCODINGS = ['der', 'p1363', 'unpadded-der'] as const;

/** Fingerprint of the key in the fourth section. */
function embeddedKeyOf(section: string | undefined): string | undefined {
  const converted = section === undefined ? undefined : convertKey(section);
  return converted?.kind === 'key' ? converted.key.fingerprint : undefined;
}

function read(text: string): ReadReceipt {
  const sections = splitOcmf(text);
  if (sections === undefined)
    return malformed('an OCMF record has a header, a payload and a signature section');
  const payload = readJson(sections.payload);
  const signatureSection = readJson(sections.signature);
  if (!isObject(payload) || !isObject(signatureSection)) {
    return malformed('payload and signature section are JSON objects without repeated members');
  }
  const signature = readOcmfSignature(signatureSection);
  if (signature === 'unsupported') return unsupported('signature algorithm or encoding that is not built in');
  const readings = readReadings(payload.RD);
  if (signature === 'malformed' || readings === undefined)
    return malformed('signature data or readings cannot be read');
  const claimed = latestTime(readings);
  const receipt: Draft<Receipt> = {
    format: 'ocmf',
    signedBytes: toUtf8(sections.payload),
    signature: signature.bytes,
    encodings: ENCODINGS,
    algorithm: signature.algorithm,
    algorithmNamed: signature.algorithmNamed,
    aliases: ocmfAliases(payload),
    readings,
    findings: ocmfFindings(payload, readings, claimed),
  };
  if (claimed !== undefined) receipt.claimed = claimed;
  const pagination = filledField(payload, 'PG');
  if (pagination !== undefined) receipt.pagination = pagination;
  const embedded = embeddedKeyOf(sections.key);
  if (embedded !== undefined) receipt.embeddedKey = embedded;
  return { kind: 'receipt', receipt };
}

/** The Open Charge Metering Format, versions 0.1 to 1.4, of the S.A.F.E. initiative. */
export const ocmf: ReceiptFormat = {
  name: 'ocmf',
  detect: (text) => text.trimStart().startsWith(OCMF_HEADER),
  read,
};
