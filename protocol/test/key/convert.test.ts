// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { allCurves, convertKey, curves, toBase64, toHex, type Curve } from '@meterpki/protocol';
import { foreignKeys, hostileKeysOn, keyOn } from '../support/hostile-keys';
import { ambiguousForms, base64Text, keyForms, pemBlock } from '../support/key-forms';

const spki = keyOn(curves.secp256r1);
const pem = pemBlock('PUBLIC KEY', spki);
/** Base64url of 32 bytes. */
const FORTY_THREE = Buffer.alloc(32, 1).toString('base64url');
const formsOf = (curve: Curve, seed?: string): [form: string, text: string][] =>
  Object.entries(keyForms(curve, keyOn(curve, seed)));

describe.each(allCurves.map((curve): [string, Curve] => [curve.name, curve]))(
  'a key on %s',
  (_name, curve) => {
    const own = toHex(keyOn(curve));

    it.each(formsOf(curve))('is found, and its form named: %s', (form, text) => {
      const found = convertKey(text);
      expect(found).toMatchObject({ kind: 'key', form });
      expect(found.kind === 'key' && toHex(found.key.spki)).toBe(own);
      expect(found.kind === 'key' && found.key.curve).toBe(curve);
    });

    it.each(Object.entries(ambiguousForms(curve, keyOn(curve))))(
      'is among the keys that a point without a curve may be: %s',
      (form, text) => {
        const found = convertKey(text);
        expect(found).toMatchObject({ form });
        const keys = found.kind === 'ambiguous' ? found.keys : found.kind === 'key' ? [found.key] : [];
        expect(keys.map((key) => toHex(key.spki))).toContain(own);
        expect(new Set(keys.map((key) => key.curve.length))).toEqual(new Set([curve.length]));
      },
    );

    it.each(hostileKeysOn(curve))('is not made of %s', (_what, bytes) => {
      for (const text of [toHex(bytes), toBase64(bytes), pemBlock('PUBLIC KEY', bytes)])
        expect(['unreadable', 'unsupported']).toContain(convertKey(text).kind);
    });
  },
);

describe('a key of any meter', () => {
  it('comes back from every form', () => {
    const seeds = fc.tuple(fc.constantFrom(...allCurves), fc.string());
    fc.assert(
      fc.property(seeds, ([curve, seed]) => {
        for (const [form, text] of formsOf(curve, seed)) {
          const found = convertKey(text);
          expect(found).toMatchObject({ kind: 'key', form });
          expect(found.kind === 'key' && toHex(found.key.spki)).toBe(toHex(keyOn(curve, seed)));
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a point that names no curve', () => {
  it('is a key where it lies on one curve alone, and several otherwise', () => {
    const kinds = Array.from({ length: 40 }, (_, at) => {
      const found = convertKey(
        ambiguousForms(curves.secp256r1, keyOn(curves.secp256r1, `${at}`))['compressed point, hex'] ?? '',
      );
      return found.kind === 'ambiguous' ? found.keys.length : found.kind;
    });
    expect(new Set(kinds)).toEqual(new Set(['key', 2, 3]));
  });
});

describe('no key is made of', () => {
  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['words', 'hello'],
    ['PEM with text before it', `see ${pem}`],
    ['PEM with text behind it', `${pem} there`],
    ['two PEM keys', `${pem}\n${pem}`],
    ['an SPKI under the label of a certificate', pemBlock('CERTIFICATE', spki)],
    ['hex of an odd length', toHex(spki).slice(1)],
    ['hex with a trailing byte', `${toHex(spki)}00`],
    ['a text too long to be one', toHex(spki).repeat(200)],
    ['another namespace than oca', `ocb:base16:asn1:${toHex(spki)}`],
    ['another encoding of oca', `oca:base32:asn1:${toHex(spki)}`],
    ['a bare point behind oca', `oca:base16:asn1:${toHex(spki.subarray(-65))}`],
    ['JSON without a key', '{"a":1}'],
    ['JSON with a key that is no text', '{"UK":1}'],
    ['broken JSON', '{"UK":"3059'],
    [
      'a JSON web key with a coordinate too short',
      JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }),
    ],
    [
      'a JSON web key off the curve',
      JSON.stringify({ kty: 'EC', crv: 'P-256', x: FORTY_THREE, y: FORTY_THREE }),
    ],
    ['base64 of base64 of base64 of base64 of base64 of hex', nested(toHex(spki), 5)],
  ])('%s', (_name, text) => {
    expect(convertKey(text)).toEqual({ kind: 'unreadable' });
  });

  it.each(foreignKeys)('%s', (_name, bytes) => {
    expect(['unreadable', 'unsupported']).toContain(convertKey(toHex(bytes)).kind);
  });
});

function nested(text: string, times: number): string {
  return times === 0 ? text : nested(base64Text(text), times - 1);
}

describe('a key of a curve or an algorithm that is not built in', () => {
  const pemOf = (key: { export: (options: { format: 'pem'; type: 'spki' }) => string | Buffer }): string =>
    key.export({ format: 'pem', type: 'spki' }).toString();

  it.each([
    ['on P-521', pemOf(generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).publicKey)],
    ['on secp224k1', pemOf(generateKeyPairSync('ec', { namedCurve: 'secp224k1' }).publicKey)],
    ['of RSA', pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)],
    ['of EdDSA', pemOf(generateKeyPairSync('ed25519').publicKey)],
    ['of EdDSA as JSON web key', '{"kty":"OKP","crv":"Ed25519","x":"AA"}'],
    ['on P-521 as JSON web key', '{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}'],
  ])('is called unsupported: %s', (_what, text) => {
    expect(convertKey(text)).toMatchObject({ kind: 'unsupported' });
  });
});

describe('convertKey', () => {
  it('answers any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String(),
          fc.stringMatching(/^[0-9a-f]*$/),
          fc.json(),
          fc.json().map(base64Text),
          fc
            .uint8Array({ minLength: 20, maxLength: 130 })
            .map((bytes) => toHex(Buffer.concat([Buffer.of(0x30, bytes.length), bytes]))),
        ),
        (text) => {
          expect(['key', 'ambiguous', 'unsupported', 'private', 'unreadable']).toContain(
            convertKey(text).kind,
          );
        },
      ),
    );
  });

  it('answers certificates and keys with any bit flipped', () => {
    const certificate = Buffer.from(keyForms(curves.secp256r1, spki)['X.509 certificate, hex'] ?? '', 'hex');
    for (let bit = 0; bit < 8 * certificate.length; bit += 3) {
      const flipped = Buffer.from(certificate);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(['key', 'unsupported', 'unreadable']).toContain(convertKey(toHex(flipped)).kind);
    }
  });
});
