// SPDX-License-Identifier: Apache-2.0
import {
  algorithmById,
  algorithmByJwsName,
  algorithmByOcmfName,
  algorithms,
  algorithmsOn,
  curves,
  defaultAlgorithms,
} from '@meterpki/protocol';

/** Codes stand in signed statements: a row may be added here, none changed. */
const CODES = {
  'ECDSA-secp256r1-SHA256': 1,
  'ECDSA-secp256k1-SHA256': 2,
  'ECDSA-secp384r1-SHA256': 3,
  'ECDSA-secp384r1-SHA384': 4,
  'ECDSA-brainpool256r1-SHA256': 5,
  'ECDSA-brainpool384r1-SHA256': 6,
  'ECDSA-brainpool384r1-SHA384': 7,
  'ECDSA-secp192r1-SHA256': 8,
  'ECDSA-secp192k1-SHA256': 9,
};

describe('the table of algorithms', () => {
  it('gives each identifier its code for ever', () => {
    expect(Object.fromEntries(algorithms.map(({ id, code }) => [id, code]))).toEqual(CODES);
    for (const id of Object.keys(CODES)) expect(algorithmById(id)?.id).toBe(id);
  });

  it('gives no name to two rows', () => {
    const names = [algorithms.flatMap(({ ocmf }) => ocmf), algorithms.flatMap(({ jws = [] }) => jws)];
    for (const column of names) expect(new Set(column).size).toBe(column.length);
  });

  it('allows all but the 192-bit curves by default', () => {
    const legacy = Object.keys(CODES).filter((id) => !defaultAlgorithms.includes(id));
    expect(legacy).toEqual(['ECDSA-secp192r1-SHA256', 'ECDSA-secp192k1-SHA256']);
  });

  it.each([
    ['ECDSA-secp256r1-SHA256', 'secp256r1', 'sha256'],
    ['ECDSA-secp256k1-SHA256', 'secp256k1', 'sha256'],
    ['ECDSA-secp384r1-SHA256', 'secp384r1', 'sha256'],
    ['ECDSA-secp384r1-SHA384', 'secp384r1', 'sha384'],
    ['ECDSA-brainpool256r1-SHA256', 'brainpoolP256r1', 'sha256'],
    ['ECDSA-brainpoolP256r1-SHA256', 'brainpoolP256r1', 'sha256'],
    ['ECDSA-brainpool384r1-SHA256', 'brainpoolP384r1', 'sha256'],
    ['ECDSA-brainpoolP384r1-SHA256', 'brainpoolP384r1', 'sha256'],
    ['ECDSA-secp192r1-SHA256', 'secp192r1', 'sha256'],
    ['ECDSA-secp192k1-SHA256', 'secp192k1', 'sha256'],
  ])('reads the OCMF name %s', (name, curve, hash) => {
    expect(algorithmByOcmfName(name)).toMatchObject({ curve: { name: curve }, hash });
  });

  it.each([
    ['ES256', 'ECDSA-secp256r1-SHA256'],
    ['ES384', 'ECDSA-secp384r1-SHA384'],
    ['ES256K', 'ECDSA-secp256k1-SHA256'],
  ])('reads the JWS name %s', (name, id) => {
    expect(algorithmByJwsName(name)?.id).toBe(id);
  });

  it.each(['ES512', 'EdDSA', 'none', ''])('knows no JWS name %j', (name) => {
    expect(algorithmByJwsName(name)).toBeUndefined();
  });

  it('knows the algorithms of both DLMS suites', () => {
    const suites = algorithms.flatMap(({ id, dlms }) => (dlms === undefined ? [] : [id]));
    expect(suites).toEqual(['ECDSA-secp256r1-SHA256', 'ECDSA-secp384r1-SHA384']);
  });

  it('puts the hash first that meters use with a curve', () => {
    const hashes = [curves.secp384r1, curves.brainpoolP384r1, curves.secp256r1].map((curve) =>
      algorithmsOn(curve).map(({ hash }) => hash),
    );
    expect(hashes).toEqual([['sha256', 'sha384'], ['sha256', 'sha384'], ['sha256']]);
  });
});
