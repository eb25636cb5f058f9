// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Auditor, identityOf } from '@meterpki/client';
import {
  canonicalHash,
  policyHash,
  type ImportRecord,
  type MeterRecord,
  type Policy,
  type ProposalRecord,
  type Vote,
} from '@meterpki/protocol';
import { AuditedHistory, type Person, type StepCall } from '../support/audited-history';
import { envelopeOf, transactionIdOf } from '../support/endorsed-call';
import { recordOf } from '../support/register';
import { TestChain } from '../support/test-chain';

const TIME = '2026-06-02T00:00:00.000Z';

/** A transaction before it is written down: who calls, its ID, and the caller's word. */
interface Opened {
  readonly call: Pick<StepCall, 'caller' | 'nonce' | 'time' | 'answer'>;
  readonly tx: string;
  readonly word: Omit<Vote, 'approve'>;
}

describe('an auditor, of what administrators say', () => {
  let history: AuditedHistory;
  beforeAll(async () => {
    history = await AuditedHistory.create();
  });

  async function codes(calls: readonly StepCall[], more: Partial<Policy> = {}): Promise<string[]> {
    const chain = new TestChain();
    for (const call of calls)
      chain.add([(await envelopeOf({ peers: history.peers, ...call })).serializeBinary()]);
    const auditor = new Auditor({ trust: history.trust, firstPolicy: { ...history.policy, ...more } });
    const notes = chain.bytes.flatMap((bytes) => auditor.read(bytes));
    return [...new Set(notes.flatMap((note) => (note.kind === 'finding' ? [note.code] : [])))];
  }

  function opened(name: Person): Opened {
    const caller = history.who(name);
    const nonce = randomBytes(24);
    const tx = transactionIdOf(caller, nonce);
    const word = { mspId: caller.mspId, identity: identityOf(caller.certificate), time: TIME, tx };
    return { call: { caller, nonce, time: new Date(TIME), answer: {} }, tx, word };
  }

  describe('on policies', () => {
    const policyOf = (revision: number, attestations: number): Policy => ({
      ...history.policy,
      revision,
      quorum: { attestations, nmis: 1 },
    });

    function proposed(asked: Policy, policy = asked): { call: StepCall; proposal: ProposalRecord } {
      const { call, tx, word } = opened('admin');
      const proposal: ProposalRecord = {
        schema: 1,
        proposalId: tx,
        mspId: word.mspId,
        base: 0,
        policy,
        hash: policyHash(policy),
        proposed: TIME,
        expires: '2027-01-01T00:00:00.000Z',
        votes: [{ ...word, approve: true }],
        state: 'OPEN',
      };
      const { members, quorum, algorithms, imports, possession } = asked;
      const argument = { base: 0, policy: { members, quorum, algorithms, imports, possession } };
      const writes = { [`proposal/${tx}`]: proposal };
      return { call: { ...call, called: 'governance:ProposePolicy', argument, writes }, proposal };
    }

    function voted(
      { proposalId, hash, ...rest }: ProposalRecord,
      said: boolean,
      more: Partial<ProposalRecord> = {},
    ): { call: StepCall; proposal: ProposalRecord } {
      const { call, word } = opened('chief');
      const votes = [...rest.votes, { ...word, approve: true }];
      const { schema, mspId, base, policy, proposed, expires } = rest;
      const before = { schema, proposalId, mspId, base, policy, hash, proposed, expires };
      const proposal: ProposalRecord = { ...before, votes, state: 'ACCEPTED', ...more };
      const argument = { proposalId, hash, approve: said };
      const writes = { [`proposal/${proposalId}`]: proposal, policy: proposal.policy };
      return { call: { ...call, called: 'governance:VoteOnPolicy', argument, writes }, proposal };
    }

    it('finds nothing where a policy is proposed, voted for, and comes into force', async () => {
      const one = proposed(policyOf(1, 3));
      expect(await codes([one.call, voted(one.proposal, true).call])).toEqual([]);
    });

    it('finds a proposal of another policy than the one that was asked for', async () => {
      expect(await codes([proposed(policyOf(1, 3), policyOf(1, 1)).call])).toEqual(['VOTE_FORGED']);
    });

    it('finds a no that is recorded as a yes', async () => {
      const one = proposed(policyOf(1, 3));
      expect(await codes([one.call, voted(one.proposal, false).call])).toEqual(['VOTE_FORGED']);
    });

    it('finds a vote for another policy than the one that was named', async () => {
      const [one, other] = [proposed(policyOf(1, 3)), policyOf(1, 1)];
      const swapped = voted(one.proposal, true, { policy: other, hash: policyHash(other) });
      expect(await codes([one.call, swapped.call])).toEqual(['RECORD_REWRITTEN']);
      const hidden = voted(one.proposal, true, { policy: other });
      expect(await codes([one.call, hidden.call])).toContain('RECORD_REWRITTEN');
    });

    it('finds a policy under votes that another one had, whoever calls', async () => {
      const one = proposed(policyOf(1, 3));
      const vote = voted(one.proposal, true);
      const policy = policyOf(2, 1);
      const proposal = { ...vote.proposal, policy, hash: policyHash(policy) };
      const { call } = opened('society');
      const writes = { [`proposal/${proposal.proposalId}`]: proposal, policy };
      const swap = { ...call, called: 'receipts:RecordChecks', argument: {}, writes };
      expect((await codes([one.call, vote.call, swap])).sort()).toEqual([
        'POLICY_UNFOUNDED',
        'RECORD_REWRITTEN',
        'VOTE_FORGED',
      ]);
    });
  });

  describe('on imports', () => {
    const imports = { imports: true };

    function imported(more: Partial<ImportRecord> = {}): {
      call: StepCall;
      record: ImportRecord;
      meter: MeterRecord;
    } {
      const { call, tx, word } = opened('admin');
      const meter = recordOf(history.meter);
      const keys = meter.keys.map((key) => ({
        ...key,
        state: 'PENDING',
        possession: 'imported',
        import: tx,
      }));
      const pending = { ...meter, status: 'PENDING', keys } as MeterRecord;
      const [key] = meter.keys;
      const argument = {
        source: 'older',
        meters: [{ meterId: meter.meterId, key: key?.spki, algorithm: key?.algorithm }],
      };
      const record: ImportRecord = {
        schema: 1,
        importId: tx,
        source: 'older',
        mspId: word.mspId,
        hash: canonicalHash(argument),
        meterIds: [meter.meterId],
        approvals: [word],
        state: 'PENDING',
        ...more,
      };
      const writes = { [`import/${tx}`]: record, 'meter/ptb/T-1': pending };
      return { call: { ...call, called: 'registry:ImportMeters', argument, writes }, record, meter: pending };
    }

    const activeOf = (meter: MeterRecord): MeterRecord => ({
      ...meter,
      status: 'ACTIVE',
      keys: meter.keys.map((key) => ({
        ...key,
        state: 'ACTIVE',
        activated: { time: TIME, quorum: { attestations: 0, nmis: 0 } },
      })),
    });

    function approved(
      record: ImportRecord,
      meter: MeterRecord,
      more: Partial<StepCall> = {},
    ): { call: StepCall; record: ImportRecord } {
      const { call, word } = opened('chief');
      const approvals = [...record.approvals, word];
      const after: ImportRecord = { ...record, approvals, state: 'APPROVED' };
      const { importId, hash } = record;
      const writes = { [`import/${importId}`]: after, 'meter/ptb/T-1': activeOf(meter) };
      const argument = { importId, hash };
      return {
        call: { ...call, called: 'registry:ApproveImport', argument, writes, ...more },
        record: after,
      };
    }

    it('finds nothing where an import is approved', async () => {
      const { call, record, meter } = imported();
      expect(await codes([call, approved(record, meter).call], imports)).toEqual([]);
    });

    it('finds an import where the policy allows none', async () => {
      expect(await codes([imported().call])).toEqual(['POSSESSION_UNPROVEN']);
    });

    it('finds a key that comes to count although its import does not name its meter', async () => {
      const { call, record, meter } = imported({ meterIds: ['ptb:OTHER'] });
      expect((await codes([call, approved(record, meter).call], imports)).sort()).toEqual([
        'ACTIVATION_UNFOUNDED',
        'VOTE_FORGED',
      ]);
    });

    it('finds an approval of something else, or under another function', async () => {
      const { call, record, meter } = imported();
      const other = { argument: { importId: record.importId, hash: '0'.repeat(64) } };
      expect(await codes([call, approved(record, meter, other).call], imports)).toEqual(['VOTE_FORGED']);
      const elsewhere = { called: 'governance:GrantPermittedEndorsers' };
      expect(await codes([call, approved(record, meter, elsewhere).call], imports)).toEqual(['VOTE_FORGED']);
    });

    it('finds a key under an import that was approved before', async () => {
      const { call, record, meter } = imported();
      const before = approved(record, meter);
      const approval = { ...before.call, writes: { [`import/${record.importId}`]: before.record } };
      const again = {
        ...opened('admin').call,
        called: 'registry:ApproveImport',
        argument: { importId: record.importId, hash: record.hash },
        writes: { [`import/${record.importId}`]: before.record, 'meter/ptb/T-1': activeOf(meter) },
      };
      expect((await codes([call, approval, again], imports)).sort()).toEqual([
        'ACTIVATION_UNFOUNDED',
        'VOTE_FORGED',
      ]);
    });
  });

  describe('on grants', () => {
    const granted = (mspId: string, key: string): StepCall => {
      const { call, tx } = opened('chief');
      const grant = { schema: 1, mspId, identity: 'x', name: 'n', accreditation: 'A' };
      const writes = { [key]: { ...grant, granted: TIME, validUntil: '2027-01-01T00:00:00.000Z', tx } };
      return { ...call, called: 'registry:RestampMeters', argument: {}, writes };
    };

    it('finds one for another institute, under whatever function and name', async () => {
      expect(await codes([granted('PTBMSP', 'pe/PTBMSP/x')])).toEqual(['GRANT_FORGED']);
      expect(await codes([granted('InmetroMSP', 'pe/PTBMSP/x')])).toEqual(['GRANT_FORGED']);
    });
  });
});
