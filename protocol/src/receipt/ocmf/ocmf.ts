// SPDX-License-Identifier: Apache-2.0
import { toUtf8 } from '../../encoding/bytes';
import { isObject, readJson } from '../../json/read';
import { convertKey } from '../../key/convert';
import { latestTime, malformed, unsupported, type ReadReceipt, type ReceiptFormat } from '../receipt';
import { ocmfAliases } from './aliases';
import { filledField } from '../fields';
import { ocmfFindings } from './findings';
import { readReadings } from './readings';
import { OCMF_HEADER, splitOcmf } from './sections';
import { readOcmfSignature } from './signature';

/** OCMF says DER; real meters also write r‖s, and DER without the zero in front of a high bit. */
const ENCODINGS = ['der', 'p1363', 'unpadded-der'] as const;

function embeddedKeyOf(section: string | undefined): { embeddedKey?: string } {
  const converted = section === undefined ? undefined : convertKey(section);
  return converted?.kind === 'key' ? { embeddedKey: converted.key.fingerprint } : {};
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
  const pagination = filledField(payload, 'PG');
  return {
    kind: 'receipt',
    receipt: {
      format: 'ocmf',
      signedBytes: toUtf8(sections.payload),
      signature: signature.bytes,
      encodings: ENCODINGS,
      algorithm: signature.algorithm,
      algorithmNamed: signature.algorithmNamed,
      ...(claimed === undefined ? {} : { claimed }),
      aliases: ocmfAliases(payload),
      readings,
      ...(pagination === undefined ? {} : { pagination }),
      ...embeddedKeyOf(sections.key),
      findings: ocmfFindings(payload, readings, claimed),
    },
  };
}

/** The Open Charge Metering Format, versions 0.1 to 1.4, of the S.A.F.E. initiative. */
export const ocmf: ReceiptFormat = {
  name: 'ocmf',
  detect: (text) => text.trimStart().startsWith(OCMF_HEADER),
  read,
};
