// SPDX-License-Identifier: Apache-2.0
import { Auditor, type AuditNote, type AuditOptions } from '@meterpki/client';
import { leafBytes, merkleRoot, toHex, writeLeaves, type MeterRecord } from '@meterpki/protocol';
import { AuditedHistory, type Step, type StepCall } from '../support/audited-history';
import type { TestChain } from '../support/test-chain';

describe('an auditor', () => {
  let history: AuditedHistory;
  beforeAll(async () => {
    history = await AuditedHistory.create();
  });

  function read(
    chain: TestChain,
    options: Partial<AuditOptions> = {},
  ): { notes: AuditNote[]; auditor: Auditor } {
    const auditor = new Auditor({ trust: history.trust, firstPolicy: history.policy, ...options });
    return { notes: chain.bytes.flatMap((bytes) => auditor.read(bytes)), auditor };
  }

  const codes = (notes: readonly AuditNote[]): string[] => [
    ...new Set(notes.flatMap((note) => (note.kind === 'finding' ? [note.code] : []))),
  ];

  const codesWith = async (
    change: (step: Step, call: StepCall) => StepCall,
    options: Partial<AuditOptions> = {},
  ): Promise<string[]> => codes(read(await history.chain(change), options).notes);

  /** Changes one step alone. */
  const at =
    (wanted: Step, change: (call: StepCall) => Partial<StepCall>) =>
    (step: Step, call: StepCall): StepCall =>
      step === wanted ? { ...call, ...change(call) } : call;

  const written = (call: StepCall, prefix: string): [string, Record<string, unknown>] => {
    const found = Object.entries(call.writes ?? {}).find(([key]) => key.startsWith(prefix));
    if (found === undefined) throw new Error(`the step writes no ${prefix}`);
    return found as [string, Record<string, unknown>];
  };

  const meterIn = (call: StepCall): MeterRecord => written(call, 'meter/')[1] as unknown as MeterRecord;

  /** The meter of a step with its key changed. */
  const withKey = (call: StepCall, change: Partial<MeterRecord['keys'][number]>): Partial<StepCall> => {
    const meter = meterIn(call);
    const keys = meter.keys.map((key) => ({ ...key, ...change }));
    return { writes: { ...call.writes, 'meter/ptb/T-1': { ...meter, keys } } };
  };

  it('finds nothing where all is well, and rebuilds register and audit log', async () => {
    const { notes, auditor } = read(await history.chain(), { receipts: [{ text: history.receipt }] });
    expect(notes).toEqual([]);
    expect([...auditor.meters()]).toEqual([history.active()]);
    expect(auditor.figures).toMatchObject({
      blocks: 7,
      transactions: 6,
      meters: 1,
      lists: 1,
      checks: 1,
      judged: 1,
    });
  });

  it('finds data of a block that was changed, at any byte', async () => {
    const chain = await history.chain();
    const block = chain.blocks[3];
    const [envelope = new Uint8Array()] = block?.getData()?.getDataList_asU8() ?? [];
    const data = block?.getData();
    for (let place = 0; place < envelope.length; place += 97) {
      const changed = Buffer.from(envelope);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      data?.setDataList([changed]);
      expect(codes(read(chain).notes)).toContain('BLOCK_TAMPERED');
    }
    data?.setDataList([envelope]);
    expect(codes(read(chain).notes)).toEqual([]);
  });

  it('finds a block that was made anew, and one that is left out', async () => {
    const chain = await history.chain();
    const anew = await history.chain(at('grant', () => ({ argument: { other: true } })));
    const [zero, , ...rest] = chain.bytes;
    const mixed = [zero, anew.bytes[1], ...rest];
    const codesOf = (blocks: readonly (Uint8Array | undefined)[]): string[] => {
      const auditor = new Auditor({ trust: history.trust, firstPolicy: history.policy });
      return codes(blocks.flatMap((bytes) => auditor.read(bytes ?? new Uint8Array())));
    };
    expect(codesOf(mixed)).toEqual(['CHAIN_BROKEN']);
    expect(codesOf([zero, ...rest])).toContain('CHAIN_BROKEN');
  });

  it('finds a verdict that the rules do not give, when it has the receipt', async () => {
    const wrong = at('record', (call) => {
      const [key, record] = written(call, 'record/');
      const { receiptId } = leafOf(call);
      const leaf = { receiptId, meterId: 'ptb:T-1', verdict: 'invalid' } as const;
      const root = toHex(merkleRoot([leafBytes(leaf)]));
      const counts = { valid: 0, invalid: 1, indeterminate: 0 };
      const failures = [{ index: 0, reason: 'key-revoked', ...leaf }];
      return {
        answer: { leaves: writeLeaves([leaf]) },
        writes: { [key]: { ...record, root, counts, failures } },
      };
    });
    expect(await codesWith(wrong)).toEqual([]);
    expect(await codesWith(wrong, { receipts: [{ text: history.receipt }] })).toEqual(['VERDICT_WRONG']);
  });

  const leafOf = (call: StepCall): { receiptId: string } => {
    const { leaves } = call.answer as { leaves: string };
    return { receiptId: Buffer.from(leaves, 'base64').subarray(-32).toString('hex') };
  };

  const forgeries: [string, Step, (call: StepCall) => Partial<StepCall>, string][] = [
    ['one institute alone', 'register', () => ({ peers: [history.peers[0]] }), 'ENDORSEMENT_MISSING'],
    [
      'the other institute alone on what exists',
      'attest',
      () => ({ peers: [history.peers[1]] }),
      'ENDORSEMENT_MISSING',
    ],
    [
      'another answer than the one that was endorsed',
      'grant',
      () => ({ swapped: { other: true } }),
      'ENDORSEMENT_FORGED',
    ],
    [
      'a peer that is none',
      'grant',
      () => ({ peers: [...history.peers, history.who('first')] }),
      'ENDORSEMENT_FORGED',
    ],
    [
      'a read of what was never written',
      'attest',
      () => ({ reads: { 'meter/ptb/T-1': 99 } }),
      'VALIDATION_WRONG',
    ],
    ['a registration without proof', 'register', () => ({ argument: {} }), 'POSSESSION_UNPROVEN'],
    [
      'a registration with a proof for somebody else',
      'register',
      (call) =>
        withKey(
          { ...call, caller: history.who('first') },
          { spki: history.active().keys[0]?.spki.replace('A', 'B') ?? '' },
        ),
      'POSSESSION_UNPROVEN',
    ],
    [
      'a word of somebody without a grant',
      'grant',
      (call) => ({ writes: only(call, 1) }),
      'ATTESTATION_FORGED',
    ],
    [
      'a word that another gave',
      'attest',
      (call) => {
        const words = meterIn(call).keys[0]?.attestations ?? [];
        return withKey(call, { attestations: words.map((word) => ({ ...word, tx: '0'.repeat(64) })) });
      },
      'ATTESTATION_FORGED',
    ],
    [
      'a key that counts too early',
      'register',
      (call) =>
        withKey(call, { state: 'ACTIVE', activated: { time: '', quorum: { attestations: 1, nmis: 1 } } }),
      'ACTIVATION_UNFOUNDED',
    ],
    ['a word that is gone', 'attest', (call) => withKey(call, { attestations: [] }), 'RECORD_REWRITTEN'],
    [
      'a meter that is gone',
      'record',
      (call) => ({ writes: { ...call.writes, 'meter/ptb/T-1': undefined } }),
      'RECORD_REWRITTEN',
    ],
    ['a grant by no administrator', 'grant', () => ({ caller: history.who('society') }), 'GRANT_FORGED'],
    [
      'a policy without votes',
      'record',
      (call) => ({ writes: { ...call.writes, policy: { ...history.policy, revision: 1 } } }),
      'POLICY_UNFOUNDED',
    ],
    [
      'a list with another root',
      'record',
      (call) => {
        const [key, record] = written(call, 'record/');
        return { writes: { [key]: { ...record, root: '0'.repeat(64) } } };
      },
      'LIST_INCONSISTENT',
    ],
    [
      'evidence that is dated back',
      'record',
      (call) => ({
        writes: {
          ...call.writes,
          [`seen/${leafOf(call).receiptId}/2020-01-01T00:00:00.000Z/${'0'.repeat(64)}`]: {
            schema: 1,
            check: '',
          },
        },
      }),
      'LIST_INCONSISTENT',
    ],
    [
      'a single check that no list holds',
      'grant',
      (call) => ({ writes: { ...call.writes, [`check/ptb:T-1/x/${'0'.repeat(64)}`]: { verdict: 'valid' } } }),
      'LIST_INCONSISTENT',
    ],
    [
      'a challenge that somebody chose',
      'challenge',
      (call) => {
        const [key, record] = written(call, 'challenge/');
        return { writes: { [key]: { ...record, nonce: '5a'.repeat(32) } } };
      },
      'POSSESSION_UNPROVEN',
    ],
    [
      'a caller from elsewhere',
      'record',
      () => ({ caller: { ...history.who('society'), mspId: 'OtherMSP' } }),
      'CALLER_UNPROVEN',
    ],
  ];

  /** The writes of a call without all but some. */
  const only = (call: StepCall, count: number): Record<string, unknown> =>
    Object.fromEntries(Object.entries(call.writes ?? {}).slice(0, count));

  it.each(forgeries)('finds %s', async (_what, step, change, code) => {
    expect(await codesWith(at(step, change))).toContain(code);
  });

  it('finds a transaction that is told as a conflict although it was none, and one that counts twice', async () => {
    const chain = await history.chain();
    const last = chain.blocks.at(-1)?.getData()?.getDataList_asU8() ?? [];
    chain.add(last, [11]);
    expect(codes(read(chain).notes)).toEqual(['VALIDATION_WRONG']);
    const twice = await history.chain();
    twice.add(last);
    expect(codes(read(twice).notes)).toContain('VALIDATION_WRONG');
  });

  it.each([
    ['no code', []],
    ['more codes than transactions', [0, 0]],
    ['the code of one that was not looked at', [254]],
  ])('finds that a peer does not tell whether a transaction counts: %s', async (_what, told) => {
    const chain = await history.chain();
    chain.add(chain.blocks.at(-1)?.getData()?.getDataList_asU8() ?? [], told);
    expect(codes(read(chain).notes)).toContain('VALIDATION_WRONG');
  });

  it('judges what another chaincode writes into the register, and leaves alone what it writes elsewhere', async () => {
    const caller = history.who('society');
    const forged = { ...history.active(), mspId: 'InmetroMSP' };
    const call = { caller, chaincode: 'other', called: 'any:Call', argument: {}, answer: {} };
    const own = { ...call, peers: [history.peers[0]], writes: { 'meter/ptb/T-1': forged } };
    expect(codes(read(await history.chainWith(own)).notes)).toEqual([]);
    const ours = { ...call, namespace: 'meterpki', writes: { 'meter/ptb/T-1': forged } };
    expect(codes(read(await history.chainWith(ours)).notes)).toContain('RECORD_REWRITTEN');
  });

  it('tells an owner what happens to its meters, and everybody when the policy changes', async () => {
    const chain = await history.chain();
    const alerts = (watched: readonly string[]): string[] =>
      read(chain, { watched }).notes.map(({ text }) => text);
    expect(alerts(['InmetroMSP'])).toEqual([]);
    expect(alerts(['ptb:T-1'])).toEqual(alerts(['PTBMSP']));
    expect(alerts(['PTBMSP'])).toEqual([
      expect.stringMatching(/^ptb:T-1 was registered; key [0-9a-f]{16}… was added, PENDING, by PTBMSP$/),
      expect.stringMatching(
        /^ptb:T-1 went from PENDING to ACTIVE; key .* went from PENDING to ACTIVE, by PTBMSP$/,
      ),
    ]);
  });

  it('believes no version of the chaincode that the trust file does not name', async () => {
    const trust = { ...history.trust, versions: ['0.1.0-other'] };
    expect(codes(read(await history.chain(), { trust }).notes)).toEqual(['CODE_UNKNOWN']);
  });
});
