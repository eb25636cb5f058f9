// SPDX-License-Identifier: Apache-2.0
import { possessionStatement, provesPossession, toBase64, type PossessionFields } from '@meterpki/protocol';
import { ellipticBackend } from '@meterpki/simulator';
import { possessionOf } from '../support/possession';
import { meterOf } from '../support/register';

const meter = meterOf();
const fields = possessionOf();
const proof = meter.prove(fields);
const { algorithm } = fields;

const changes: [string, Partial<PossessionFields>][] = [
  ['the purpose update', { purpose: 'update' }],
  ['the purpose attest', { purpose: 'attest' }],
  ['another algorithm code', { algorithm: { ...algorithm, code: 2 } }],
  ['another channel', { channel: 'otherchannel' }],
  ['another chaincode', { chaincode: 'meterpk' }],
  ['another MSP ID', { mspId: 'InmetroMSP' }],
  ['another meter ID', { meterId: 'ptb:4712' }],
  ['the next sequence', { sequence: 1 }],
  ["another meter's key", { spki: meterOf('other').spki }],
  ['a previous key', { previous: '01'.repeat(32) }],
  ['another nonce', { nonce: 'ac'.repeat(32) }],
  ['a later expiry', { expires: fields.expires + 1 }],
  ['a character moved from channel to chaincode', { channel: 'nmichanne', chaincode: 'lmeterpki' }],
  ['a character moved from MSP ID to meter ID', { mspId: 'PTBMS', meterId: 'Pptb:4711' }],
];

describe('a possession proof', () => {
  it('holds for the fields that were signed, with either backend', () => {
    expect(provesPossession(fields, proof)).toBe(true);
    expect(provesPossession(fields, proof, fields, ellipticBackend)).toBe(true);
  });

  it('holds as r and s side by side too', () => {
    const bytes = meter.sign(possessionStatement(fields), 'p1363');
    expect(provesPossession(fields, toBase64(bytes))).toBe(true);
  });

  it('names no previous key and thirty-two zeros alike', () => {
    expect(provesPossession({ ...fields, previous: '00'.repeat(32) }, proof)).toBe(true);
  });

  it.each(changes)('does not hold with %s', (_name, change) => {
    expect(provesPossession({ ...fields, ...change }, proof)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['no base64', 'äöü'],
    ['base64url', proof.replaceAll('+', '-').replaceAll('/', '_').replace(/=*$/, '-')],
    ['bytes that are no signature', toBase64(Uint8Array.of(1, 2, 3))],
    ['zeros for r and s', toBase64(new Uint8Array(64))],
    ['an unpadded signature', toBase64(meter.sign(possessionStatement(fields), 'unpadded-der'))],
    ['the signature of a receipt', toBase64(meter.sign(Buffer.from('OCMF')))],
  ])('is not %s', (_name, text) => {
    expect(provesPossession(fields, text)).toBe(false);
  });

  it('is refused for a key that is none', () => {
    expect(provesPossession({ ...fields, spki: new Uint8Array() }, proof)).toBe(false);
  });
});
