// SPDX-License-Identifier: Apache-2.0
import { createECDH } from 'node:crypto';
import { concat, curves, fromHex, sha256, toHex, toUtf8 } from '@meterpki/protocol';
import { encodeSignature } from '@meterpki/simulator';
import { TestMeter } from './test-meter';

const { order } = curves.secp256r1;
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`);
const bytesOf = (value: bigint): Uint8Array =>
  fromHex(value.toString(16).padStart(64, '0')) ?? new Uint8Array();
const reduced = (value: bigint): bigint => ((value % order) + order) % order;

/** The inverse modulo the order, by Euclid's algorithm. */
function inverse(value: bigint): bigint {
  let [r, nextR, t, nextT] = [order, value, 0n, 1n];
  while (nextR !== 0n) {
    const quotient = r / nextR;
    [r, nextR] = [nextR, r - quotient * nextR];
    [t, nextT] = [nextT, t - quotient * nextT];
  }
  return reduced(t);
}

/**
 * A test meter whose signatures are the same at every run, for texts that are compared: the nonce is a digest of key and
 * message, as in RFC 6979. OpenSSL finds the point, since a list of two thousand would take elliptic a minute.
 */
export class SteadyMeter extends TestMeter {
  override sign(bytes: Uint8Array, encoding: 'der' | 'p1363' = 'der'): Uint8Array {
    const secret = sha256(toUtf8(this.name));
    const digest = sha256(bytes);
    const nonce = reduced(numberOf(sha256(secret, digest)));
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(bytesOf(nonce));
    const r = reduced(numberOf(ecdh.getPublicKey().subarray(1, 33)));
    const s = reduced(inverse(nonce) * (numberOf(digest) + r * numberOf(secret)));
    return encodeSignature(curves.secp256r1, concat(bytesOf(r), bytesOf(s)), encoding);
  }
}
