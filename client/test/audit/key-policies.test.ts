// SPDX-License-Identifier: Apache-2.0
import { Auditor } from '@meterpki/client';
import { AuditedHistory, type StepCall } from '../support/audited-history';

const METER = 'meter/ptb/T-1';

describe('an auditor, where key-level policies are renewed', () => {
  let history: AuditedHistory;
  beforeAll(async () => {
    history = await AuditedHistory.create();
  });

  const restamp = (more: Partial<StepCall> = {}): StepCall => ({
    caller: history.who('admin'),
    called: 'registry:RestampMeters',
    argument: { meterIds: ['ptb:T-1'] },
    answer: {},
    stamped: [METER],
    ...more,
  });

  const reading = (block: number): StepCall => ({
    caller: history.who('society'),
    argument: {},
    answer: {},
    reads: { [METER]: block },
    place: 0,
  });

  async function findings(...calls: readonly StepCall[]): Promise<string[]> {
    const chain = await history.chainWith(...calls);
    const auditor = new Auditor({ trust: history.trust, firstPolicy: history.policy });
    const notes = chain.bytes.flatMap((bytes) => auditor.read(bytes));
    return notes.flatMap((note) => (note.kind === 'finding' ? [`${note.code} ${note.text}`] : []));
  }

  // Blocks 1 to 6 are the history, of which the fifth wrote the meter last; the next is 7.
  it('finds nothing where what was stamped is read in its new version', async () => {
    expect(await findings(reading(5))).toEqual([]);
    expect(await findings(restamp(), reading(7))).toEqual([]);
  });

  it('finds a read of the version before', async () => {
    expect(await findings(restamp(), reading(5))).toEqual([
      'VALIDATION_WRONG it read what had changed meanwhile',
    ]);
  });

  it('finds a policy that was renewed without the owner of the record, by whatever chaincode', async () => {
    const without = { peers: history.peers.slice(1) };
    const missing = 'ENDORSEMENT_MISSING PTBMSP owns what it changes';
    expect(await findings(restamp(without))).toContain(missing);
    expect(await findings(restamp({ ...without, chaincode: 'other', namespace: 'meterpki' }))).toContain(
      missing,
    );
    expect(await findings(restamp({ ...without, stamped: [] }))).not.toContain(missing);
  });

  it('takes a policy for a key under which nothing stands as the nothing that it is', async () => {
    expect(await findings(restamp({ stamped: ['meter/ptb/none'] }))).toEqual([]);
  });
});
