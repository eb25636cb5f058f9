// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import * as v from 'valibot';
import { clientError, faulty, type InputFault } from '../errors';
import { readJsonFile } from '../files/json-file';
import { plainText } from '../profile/shapes';

const pems = v.pipe(v.array(v.string()), v.maxLength(16));

/** A trust file: what a relying party believes, in one piece that can be handed on. */
export const trustShape = v.strictObject({
  schema: v.literal(1),
  channel: plainText,
  chaincode: plainText,
  versions: v.exactOptional(v.pipe(v.array(plainText), v.minLength(1), v.maxLength(64))),
  nmis: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  msps: v.pipe(
    v.array(
      v.strictObject({
        mspId: plainText,
        roots: v.pipe(pems, v.minLength(1)),
        intermediates: v.exactOptional(pems, []),
        revoked: v.exactOptional(
          v.pipe(v.array(v.pipe(v.string(), v.regex(/^[0-9A-F]+$/))), v.maxLength(10_000)),
          [],
        ),
      }),
    ),
    v.minLength(1),
    v.maxLength(200),
  ),
});

/** What stands in a trust file. */
export interface TrustFile {
  schema: 1;
  channel: string;
  chaincode: string;
  /** Versions of the chaincode's definition that are believed; any where it is absent. */
  versions?: string[];
  /** From how many institutes peers must have signed. */
  nmis: number;
  msps: TrustFileMsp[];
}

/** An institute in a trust file. */
export interface TrustFileMsp {
  mspId: string;
  /** Certificates of enrolment authorities, PEM. */
  roots: string[];
  intermediates: string[];
  /** Serial numbers that the institute revoked, hex, from its lists. */
  revoked: string[];
}

/** An institute's authorities and what they revoked. */
export interface TrustedMsp {
  readonly roots: readonly X509Certificate[];
  readonly intermediates: readonly X509Certificate[];
  readonly revoked: ReadonlySet<string>;
}

/** What a relying party believes: institutes by MSP ID, channel, chaincode, and how many must agree. */
export interface Trust extends Pick<TrustFile, 'channel' | 'chaincode' | 'nmis' | 'versions'> {
  readonly msps: ReadonlyMap<string, TrustedMsp>;
}

function authoritiesIn(texts: readonly string[], path: string, faults: InputFault[]): X509Certificate[] {
  return texts.flatMap((text, index) => {
    try {
      const certificate = new X509Certificate(text);
      if (certificate.ca) return [certificate];
      faults.push({ path: `${path}[${index}]`, text: 'is no certificate of an authority' });
    } catch {
      faults.push({ path: `${path}[${index}]`, text: 'is no certificate in PEM' });
    }
    return [];
  });
}

/** A serial number in hex as lists and certificates are compared by it: Node.js writes leading zeros. */
export const bareSerial = (serial: string): string => serial.replace(/^0+(?=.)/, '').toUpperCase();

/**
 * Makes trust of what a trust file says.
 * @throws {@link ClientError} `TRUST_INVALID` with every fault
 */
export function trustOf(file: TrustFile): Trust {
  const faults: InputFault[] = [];
  const msps = file.msps.map(({ mspId, roots, intermediates, revoked }, index): [string, TrustedMsp] => [
    mspId,
    {
      roots: authoritiesIn(roots, `trust.msps[${index}].roots`, faults),
      intermediates: authoritiesIn(intermediates, `trust.msps[${index}].intermediates`, faults),
      revoked: new Set(revoked.map(bareSerial)),
    },
  ]);
  const { channel, chaincode, nmis, versions } = file;
  if (new Set(msps.map(([mspId]) => mspId)).size < msps.length)
    faults.push({ path: 'trust.msps', text: 'names an institute twice' });
  if (nmis > msps.length) faults.push({ path: 'trust.nmis', text: 'asks for more institutes than it names' });
  if (faults.length > 0) throw faulty('TRUST_INVALID', faults);
  return { channel, chaincode, nmis, ...(versions === undefined ? {} : { versions }), msps: new Map(msps) };
}

/**
 * Reads a trust file. It must have come from the institutes by a way that the reader trusts: who hands over both bundle
 * and trust can make up both.
 * @throws {@link ClientError} `TRUST_INVALID` with every fault of the file
 */
export async function readTrust(file: string): Promise<Trust> {
  const read = await readJsonFile({ file, schema: trustShape, root: 'trust', code: 'TRUST_INVALID' });
  return trustOf(read);
}

/** The same trust, asking for another number of institutes. @throws {@link ClientError} `TRUST_INVALID` */
export function askingFor(trust: Trust, nmis: number): Trust {
  if (nmis <= trust.msps.size) return { ...trust, nmis };
  throw clientError('TRUST_INVALID', `it names ${trust.msps.size} institutes, and ${nmis} are asked for`);
}
