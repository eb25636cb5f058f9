// SPDX-License-Identifier: Apache-2.0
import { possessionStatement, toBase64, type PossessionFields } from '@meterpki/protocol';
import { TestLedger } from '../support/ledger';
import { importItem, statement } from '../support/meters';
import { challengeBy, grant, opened, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const REGISTER = ['registry', 'RegisterMeters'] as const;
const meter = new TestMeter('m');
const other = new TestMeter('other');

const wrongs: [string, Partial<PossessionFields>][] = [
  ['another purpose: attest', { purpose: 'attest' }],
  ['another purpose: update', { purpose: 'update' }],
  ['another channel', { channel: 'otherchannel' }],
  ['another chaincode', { chaincode: 'meterpki2' }],
  ["another institute's endorser", { mspId: 'InmetroMSP' }],
  ['another meter', { meterId: 'ptb:m2' }],
  ['a later key of the meter', { sequence: 1 }],
  ['a key before this one', { previous: 'a'.repeat(64) }],
  ['another key', { spki: other.spki }],
  ['another challenge', { nonce: 'b'.repeat(64) }],
  ['another expiry', { expires: 1 }],
  ['text moved between channel and chaincode', { channel: 'nmichannelmeter', chaincode: 'pki' }],
];

async function tryProof(scene: Scene, proofOf: (fields: PossessionFields) => string): Promise<string[]> {
  const { ledger, who } = scene;
  const challenge = await challengeBy(scene, who.ptbAnna);
  const proof = proofOf(statement(meter, ledger, challenge, 'ptb:m'));
  const { faults } = await ledger.refuse(who.ptbAnna, REGISTER, {
    challengeId: challenge.challengeId,
    meters: [{ ...importItem(meter, 'ptb:m'), proof }],
  });
  return faults.map(({ path, code }) => `${path} ${code}`);
}

const REFUSED = ['meters[0].proof POSSESSION_INVALID'];

describe('a possession proof for RegisterMeters', () => {
  it.each(wrongs)('is refused when it was given for %s', async (_name, wrong) => {
    expect(await tryProof(await opened(), (fields) => meter.prove({ ...fields, ...wrong }))).toEqual(REFUSED);
  });

  it('is refused when another key signed it, and when it is no signature', async () => {
    const scene = await opened();
    expect(await tryProof(scene, (fields) => other.prove(fields))).toEqual(REFUSED);
    for (const proof of ['AAAA', 'AAA', toBase64(Buffer.alloc(64)), toBase64(Buffer.alloc(72, 0x30))]) {
      expect(await tryProof(scene, () => proof)).toEqual(REFUSED);
    }
  });

  it('is refused on a ledger of another channel or chaincode than it was made for', async () => {
    const here = await opened();
    const challenge = await challengeBy(here, here.who.ptbAnna);
    const proof = meter.prove(statement(meter, here.ledger, challenge, 'ptb:m'));
    for (const elsewhere of [{ channel: 'c2' }, { chaincode: 'staging' }]) {
      const ledger = new TestLedger(elsewhere);
      const scene = { ledger, who: here.who };
      await grant(scene, here.who.ptbAdmin, here.who.ptbAnna);
      const own = await challengeBy(scene, here.who.ptbAnna);
      const { code } = await ledger.refuse(here.who.ptbAnna, REGISTER, {
        challengeId: own.challengeId,
        meters: [{ ...importItem(meter, 'ptb:m'), proof }],
      });
      expect(code).toBe('POSSESSION_INVALID');
    }
  });

  it('is refused under another sitting of the same endorser', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const first = await challengeBy(scene, who.ptbAnna);
    const proof = meter.prove(statement(meter, ledger, first, 'ptb:m'));
    expect(await tryProof(scene, () => proof)).toEqual(REFUSED);
  });

  it('may be r and s of fixed length', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const challenge = await challengeBy(scene, who.ptbAnna);
    const signed = possessionStatement(statement(meter, ledger, challenge, 'ptb:m'));
    const proof = toBase64(meter.sign(signed, 'p1363'));
    const { meters } = await ledger.submit(who.ptbAnna, REGISTER, {
      challengeId: challenge.challengeId,
      meters: [{ ...importItem(meter, 'ptb:m'), proof }],
    });
    expect(meters).toHaveLength(1);
  });
});
