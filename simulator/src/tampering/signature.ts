// SPDX-License-Identifier: Apache-2.0
import { concat } from '@meterpki/protocol';
import { SimulatorError } from '../errors';
import { Meter } from '../meter/meter';
import { encodeSignature, otherTwin } from '../signature/encode';
import { partsOf, signatureOf, type Parts } from './parts';

/** The signature of a second receipt. @throws {@link SimulatorError} SECOND_RECEIPT_NEEDED, MODE_NOT_APPLICABLE */
export function swappedSignature({ receipt, rebuild }: Parts, second: string | undefined): string {
  if (second === undefined) throw new SimulatorError('SECOND_RECEIPT_NEEDED', 'hand over another receipt');
  const { signature } = partsOf(second).receipt;
  if (Buffer.compare(signature, receipt.signature) === 0)
    throw new SimulatorError('MODE_NOT_APPLICABLE', 'both receipts have the same signature');
  return rebuild({ signature });
}

/** The same content, signed by a meter that nobody registered. */
export function foreignKey({ receipt, rebuild }: Parts): string {
  const stranger = Meter.fresh({ serial: 'stranger', algorithm: receipt.algorithm });
  return rebuild({ signature: stranger.sign(receipt.signedBytes) });
}

/** The lowest bit of s, flipped. */
export function flippedBit({ receipt, rebuild }: Parts): string {
  const last = receipt.signature.length - 1;
  const flip = (byte: number, at: number): number => (at === last ? byte ^ 1 : byte);
  return rebuild({ signature: receipt.signature.map(flip) });
}

/** Less than half of the signature, as from a torn strip of paper: the rest is no signature in any spelling. */
export const cutSignature = ({ receipt: { signature }, rebuild }: Parts): string =>
  rebuild({ signature: signature.subarray(0, Math.floor(signature.length / 2) - 1) });

/** The other signature that verifies, r and n - s: anybody can compute it, and it stays valid. */
export function highTwinOf(parts: Parts): string {
  const { curve } = parts.receipt.algorithm;
  const { fixed, encoding } = signatureOf(parts);
  const spelling = encoding === 'p1363' ? 'p1363' : 'der';
  return parts.rebuild({ signature: encodeSignature(curve, otherTwin(curve, fixed), spelling) });
}

/** r = s = 0, the signature that careless verifiers take for every message. */
export function zeroSignature({ receipt: { algorithm }, rebuild }: Parts): string {
  const { curve } = algorithm;
  return rebuild({ signature: encodeSignature(curve, new Uint8Array(2 * curve.length), 'der') });
}

/** DER with a length in the long form: BER readers take it, strict ones do not. */
export function longFormDer(parts: Parts): string {
  const der = encodeSignature(parts.receipt.algorithm.curve, signatureOf(parts).fixed, 'der');
  return parts.rebuild({ signature: concat(Uint8Array.of(0x30, 0x81), der.subarray(1)) });
}
