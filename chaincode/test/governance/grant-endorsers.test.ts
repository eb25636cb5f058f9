// SPDX-License-Identifier: Apache-2.0
import { TestLedger } from '../support/ledger';
import { people, type Person } from '../support/people';
import { challengeBy, grant } from '../support/scene';

const GRANT = ['governance', 'GrantPermittedEndorsers'] as const;
const validUntil = '2026-07-01T00:00:00.000Z';

const endorser = (
  { identity }: Person,
  until = validUntil,
): { identity: string; name: string; accreditation: string; validUntil: string } => ({
  identity,
  name: 'Verification laboratory',
  accreditation: 'DE-M 17',
  validUntil: until,
});

describe('GrantPermittedEndorsers', () => {
  it("records who was granted what, under the administrator's institute", async () => {
    const [ledger, { ptbAdmin, ptbAnna, ptbBert }] = [new TestLedger(), await people()];
    const endorsers = [endorser(ptbAnna), endorser(ptbBert)];
    const { granted } = await ledger.submit(ptbAdmin, GRANT, { endorsers });
    expect(granted).toEqual([ptbAnna.identity, ptbBert.identity]);
    expect(ledger.state.keys()).toHaveLength(2);
    const record = ledger.state.record('pe', `pe/PTBMSP/${ptbAnna.identity}`);
    const tx = ledger.last?.getTxID();
    expect(record).toEqual({ schema: 1, mspId: 'PTBMSP', ...endorser(ptbAnna), granted: ledger.now, tx });
  });

  it("refuses a client of the institute, a permitted endorser, and another organisation's administrator", async () => {
    const [ledger, who] = [new TestLedger(), await people()];
    await grant({ ledger, who }, who.ptbAdmin, who.ptbAnna);
    const argument = { endorsers: [endorser(who.ptbBert)] };
    expect((await ledger.refuse(who.ptbClient, GRANT, argument)).code).toBe('ACCESS_DENIED');
    expect((await ledger.refuse(who.ptbAnna, GRANT, argument)).code).toBe('ACCESS_DENIED');
    expect((await ledger.refuse(who.otherAdmin, GRANT, argument)).code).toBe('NOT_A_MEMBER');
  });

  it('gives a grant of one institute no effect in another', async () => {
    const [ledger, who] = [new TestLedger(), await people()];
    await grant({ ledger, who }, who.inmetroAdmin, who.ptbAnna);
    const { code } = await ledger.refuse(who.ptbAnna, ['registry', 'IssueChallenge'], {});
    expect(code).toBe('ENDORSER_NOT_GRANTED');
  });

  it('refuses a second grant while the first holds, and keeps the first', async () => {
    const [ledger, who] = [new TestLedger(), await people()];
    await grant({ ledger, who }, who.ptbAdmin, who.ptbAnna);
    const key = `pe/PTBMSP/${who.ptbAnna.identity}`;
    const before = ledger.state.get(key);
    const { code, faults } = await ledger.refuse(who.ptbAdmin, GRANT, { endorsers: [endorser(who.ptbAnna)] });
    expect(code).toBe('ENDORSER_EXISTS');
    expect(faults.map(({ path }) => path)).toEqual(['endorsers[0].identity']);
    expect(ledger.state.get(key)).toEqual(before);
  });

  it('grants again once a grant has expired, to the second', async () => {
    const [ledger, who] = [new TestLedger(), await people()];
    await grant({ ledger, who }, who.ptbAdmin, who.ptbAnna, validUntil);
    ledger.milliseconds = Date.parse(validUntil) - 2000;
    await challengeBy({ ledger, who }, who.ptbAnna);
    const expired = await ledger.refuse(who.ptbAnna, ['registry', 'IssueChallenge'], {});
    expect(expired.code).toBe('ENDORSER_NOT_GRANTED');
    await grant({ ledger, who }, who.ptbAdmin, who.ptbAnna);
    expect((await challengeBy({ ledger, who }, who.ptbAnna)).mspId).toBe('PTBMSP');
  });

  it('tells every fault of the list at once: twice in it, ended already, granted already', async () => {
    const [ledger, who] = [new TestLedger(), await people()];
    await grant({ ledger, who }, who.ptbAdmin, who.ptbAnna);
    const endorsers = [
      endorser(who.ptbBert),
      endorser(who.ptbBert),
      endorser(who.ptbClient, '2026-05-31T00:00:00.000Z'),
      endorser(who.ptbAnna),
    ];
    const { faults } = await ledger.refuse(who.ptbAdmin, GRANT, { endorsers });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'endorsers[1].identity ENDORSER_EXISTS',
      'endorsers[2].validUntil INVALID_ARGUMENT',
      'endorsers[3].identity ENDORSER_EXISTS',
    ]);
    expect(ledger.state.keys()).toHaveLength(1);
  });

  it('refuses an identity that is not two digests, a day that does not exist and control characters', async () => {
    const [ledger, { ptbAdmin, ptbAnna }] = [new TestLedger(), await people()];
    const endorsers = [
      { ...endorser(ptbAnna), identity: `x509::${ptbAnna.identity}` },
      endorser(ptbAnna, '2027-02-30T00:00:00.000Z'),
      { ...endorser(ptbAnna), name: 'a\nb' },
    ];
    const { code, faults } = await ledger.refuse(ptbAdmin, GRANT, { endorsers });
    expect(code).toBe('INVALID_ARGUMENT');
    expect(faults.map(({ path }) => path)).toEqual([
      'argument.endorsers[0].identity',
      'argument.endorsers[1].validUntil',
      'argument.endorsers[2].name',
    ]);
  });
});
