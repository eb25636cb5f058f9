// SPDX-License-Identifier: Apache-2.0
import {
  bundleText,
  checkBundle,
  checkBundleBytes,
  ClientError,
  trustOf,
  type Bundle,
  type BundleExpectations,
  type Trust,
} from '@meterpki/client';
import { MerkleTree, leafBytes, matchReceipt, readReceipt, toHex, type Evidence } from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';
import fc from 'fast-check';
import { bundleParts, makeBundle, type ListPlace } from '../../dist/bundle/make-bundle';
import { preparedTransaction, type EndorsedCall } from '../support/endorsed-call';
import { TestAuthority, type Enrolled } from '../support/institutes';
import { METER_ID, recordOf } from '../support/register';

const DAY_MS = 86_400_000;
const NONCE = 'ab'.repeat(32);
const meter = Meter.fromSeed('bundle', { serial: 'T-1' });
const text = meter.signRaw('1 kWh');
const match = matchReceipt({
  read: readReceipt(text),
  meters: [recordOf(meter)],
  algorithms: [meter.algorithm.id],
});
const receiptId = match.receiptId ?? '';
const outcome = { verdict: 'valid', receiptId, meterId: METER_ID, key: meter.fingerprint, findings: [] };
const reads = { 'meter/ptb/T-1': 42 };
const RECORD = `record/2026-01-01T00:00:00.000Z/${'1'.repeat(64)}`;
const CHECK = `check/${METER_ID}/2026-01-01T00:00:00.000Z/${'1'.repeat(64)}`;

describe('a verdict bundle', () => {
  let ptb: TestAuthority;
  let inmetro: TestAuthority;
  let peers: [Enrolled, Enrolled];
  let caller: Enrolled;
  let trust: Trust;

  beforeAll(async () => {
    ptb = await TestAuthority.create('PTBMSP');
    inmetro = await TestAuthority.create('InmetroMSP');
    peers = [await ptb.enrol(), await inmetro.enrol()];
    caller = await ptb.enrol({ unit: 'client', serial: '0b' });
    trust = trusting(2);
  });

  const trusting = (nmis: number, revoked: string[] = []): Trust =>
    trustOf({
      schema: 1,
      channel: 'nmichannel',
      chaincode: 'meterpki',
      nmis,
      msps: [ptb.trusted(), inmetro.trusted(revoked)],
    });

  const endorsed = async (change: Partial<EndorsedCall> = {}, place?: ListPlace): Promise<string> => {
    const answer = { outcomes: [outcome], nonce: NONCE };
    const call = { caller, peers, argument: { nonce: NONCE }, answer, reads, ...change };
    return bundleText(makeBundle(await preparedTransaction(call), place));
  };

  const committed = (change: Partial<EndorsedCall> = {}, place?: ListPlace): Promise<string> => {
    const record = {
      schema: 1,
      record: RECORD,
      time: '2026-01-01T00:00:00.000Z',
      tx: '1'.repeat(64),
      ...outcome,
    };
    const call = {
      called: 'receipts:GetCheck',
      argument: { key: CHECK },
      answer: record,
      reads: { [CHECK]: 7 },
    };
    return endorsed({ ...call, ...change }, place);
  };

  /** A list of three of which this receipt is the second. */
  const listed = (change: Partial<Evidence> = {}): Promise<string> => {
    const leaves = ['2', '3'].map((digit) => ({
      receiptId: digit.repeat(64),
      meterId: 'ptb:x',
      verdict: 'valid' as const,
    }));
    const own = { receiptId, meterId: METER_ID, verdict: 'valid' as const };
    const [first, last] = leaves;
    if (first === undefined || last === undefined) throw new Error('there are two');
    const tree = new MerkleTree([first, own, last].map(leafBytes));
    const counts = { valid: 3, invalid: 0, indeterminate: 0 };
    const answer = {
      schema: 1,
      time: '2026-01-01T00:00:00.000Z',
      tx: '1'.repeat(64),
      mspId: 'PTBMSP',
      root: toHex(tree.root),
      counts,
      failures: [],
    };
    const evidence = { record: RECORD, leaf: own, index: 1, path: tree.path(1).map(toHex), ...change };
    return committed(
      { argument: { key: RECORD }, answer, reads: { [RECORD]: 7 } },
      { evidence, key: meter.fingerprint },
    );
  };

  /** The code of a refusal, or `accepted`. */
  async function code(
    bundle: Promise<string> | string,
    by: Trust = trust,
    expected: BundleExpectations = {},
  ): Promise<string> {
    try {
      checkBundle(await bundle, by, expected);
      return 'accepted';
    } catch (error) {
      if (error instanceof ClientError) return error.code;
      throw error;
    }
  }

  it('of an endorsed check says the verdict, by which record of the meter, when, and who signed', async () => {
    const bundle = await endorsed();
    const { statement, institutes } = checkBundle(bundle, trust, { receipt: { text }, nonce: NONCE });
    expect(institutes).toEqual(['InmetroMSP', 'PTBMSP']);
    expect(statement).toMatchObject({
      assurance: 'endorsed',
      ...outcome,
      nonce: NONCE,
      basis: { key: 'meter/ptb/T-1', version: { block: 42, transaction: 1 } },
      channel: 'nmichannel',
      chaincode: 'meterpki',
      caller: 'PTBMSP',
    });
    expect(Buffer.byteLength(bundle)).toBeLessThanOrEqual(8192);
    expect(bundle).not.toContain('1 kWh');
  });

  it('of a recorded check, single or in a list, says which transaction wrote the record', async () => {
    const single = checkBundle(await committed(), trust, { receipt: { text } }).statement;
    expect(single).toMatchObject({
      assurance: 'committed',
      ...outcome,
      basis: { key: CHECK, version: { block: 7 } },
    });
    const { statement } = checkBundle(await listed(), trust, { receipt: { text } });
    expect(statement).toMatchObject({
      assurance: 'committed',
      verdict: 'valid',
      receiptId,
      basis: { key: RECORD },
    });
  });

  it.each([
    ['one institute where two are asked for', () => endorsed({ peers: [peers[0]] }), 'BUNDLE_TOO_FEW_NMIS'],
    [
      'two peers of one institute',
      async () => endorsed({ peers: [peers[0], await ptb.enrol({ serial: '0c' })] }),
      'BUNDLE_TOO_FEW_NMIS',
    ],
    ['the same peer twice', () => endorsed({ peers: [peers[0], peers[0]] }), 'BUNDLE_MALFORMED'],
    ['another channel', () => endorsed({ channel: 'other' }), 'BUNDLE_CHANNEL'],
    ['another chaincode', () => endorsed({ chaincode: 'other' }), 'BUNDLE_CHAINCODE'],
    ['an answer that writes', () => endorsed({ writes: { x: 1 } }), 'BUNDLE_WRITES'],
    ['an answer that tells an event', () => endorsed({ event: true }), 'BUNDLE_WRITES'],
    [
      'an answer that nobody signed',
      () => endorsed({ swapped: { outcomes: [{ ...outcome, findings: ['replay'] }] } }),
      'BUNDLE_SIGNATURE',
    ],
    [
      'a client in place of a peer',
      async () => endorsed({ peers: [peers[0], await inmetro.enrol({ unit: 'client' })] }),
      'BUNDLE_PEER_ROLE',
    ],
    [
      'a peer of a look-alike role',
      async () => endorsed({ peers: [peers[0], await inmetro.enrol({ unit: 'peer ' })] }),
      'BUNDLE_PEER_ROLE',
    ],
    [
      'a peer of an authority that merely has the name',
      async () => endorsed({ peers: [peers[0], await (await TestAuthority.create('InmetroMSP')).enrol()] }),
      'BUNDLE_PEER_UNTRUSTED',
    ],
    [
      'a peer of an institute that is not trusted',
      async () => endorsed({ peers: [...peers, await (await TestAuthority.create('OtherMSP')).enrol()] }),
      'BUNDLE_PEER_UNTRUSTED',
    ],
    [
      'a peer whose certificate had expired',
      async () =>
        endorsed({ peers: [peers[0], await inmetro.enrol({ notAfter: new Date(Date.now() - DAY_MS) })] }),
      'BUNDLE_PEER_EXPIRED',
    ],
    [
      'a peer whose certificate did not count yet',
      () => endorsed({ time: new Date(Date.now() - 900 * DAY_MS) }),
      'BUNDLE_PEER_EXPIRED',
    ],
  ] as [string, () => Promise<string>, string][])('is refused for %s', async (_name, make, expected) => {
    expect(await code(make())).toBe(expected);
  });

  it('is refused for another function when it is made, and when a file claims it', async () => {
    const called = 'registry:GetMeters';
    await expect(endorsed({ called })).rejects.toMatchObject({ code: 'BUNDLE_FUNCTION' });
    const call = { caller, peers, argument: {}, answer: { outcomes: [outcome] }, reads, called };
    const file = bundleText({ ...bundleParts(await preparedTransaction(call)), says: {} });
    expect(await code(file)).toBe('BUNDLE_FUNCTION');
  });

  it('is refused for a peer whose key is the point at infinity, and the process lives on', async () => {
    const spki = Buffer.from('3019301306072a8648ce3d020106082a8648ce3d03010703020000', 'hex');
    expect(await code(endorsed({ peers: [peers[0], await inmetro.enrol({ spki })] }))).toBe(
      'BUNDLE_SIGNATURE',
    );
  });

  it('is refused for a peer whose certificate was revoked', async () => {
    expect(await code(endorsed(), trusting(2, ['A']))).toBe('BUNDLE_PEER_REVOKED');
    // As Node.js writes the serial number.
    expect(await code(endorsed(), trusting(2, ['0A']))).toBe('BUNDLE_PEER_REVOKED');
  });

  it('is refused for a version of the chaincode that is not trusted', async () => {
    const bundle = await endorsed();
    expect(await code(bundle, { ...trust, versions: ['0.1.0-test'] })).toBe('accepted');
    expect(await code(bundle, { ...trust, versions: ['0.2.0'] })).toBe('BUNDLE_CHAINCODE');
  });

  it('is refused for another receipt, another nonce, or none where one was sent', async () => {
    const other = { text: meter.signRaw('2 kWh') };
    for (const bundle of [await endorsed(), await committed(), await listed()])
      expect(await code(bundle, trust, { receipt: other })).toBe('BUNDLE_RECEIPT');
    expect(await code(endorsed(), trust, { nonce: 'cd'.repeat(32) })).toBe('BUNDLE_NONCE');
    expect(await code(committed(), trust, { nonce: NONCE })).toBe('BUNDLE_NONCE');
  });

  it('of a list is refused where the receipt does not stand where it is said to', async () => {
    await expect(listed({ index: 0 })).rejects.toMatchObject({ code: 'BUNDLE_PROOF' });
    await expect(listed({ record: CHECK })).rejects.toMatchObject({ code: 'BUNDLE_PROOF' });
    await expect(committed({ reads: {} })).rejects.toMatchObject({ code: 'BUNDLE_PROOF' });
  });

  it('is refused where its parts come from two calls', async () => {
    const [one, other] = [await endorsed(), await endorsed()].map((bundle) => JSON.parse(bundle) as object);
    const { channelHeader } = other as { channelHeader: string };
    const mixed = bundleText({ ...one, channelHeader } as never);
    expect(await code(mixed)).toBe('BUNDLE_INCOHERENT');
  });

  it('is taken in its one text only', async () => {
    const bundle = await endorsed();
    const pretty = JSON.stringify(JSON.parse(bundle), null, 2);
    const said = bundle.replace('"verdict":"valid"', '"verdict":"invalid"');
    for (const other of [pretty, bundle.trim(), ` ${bundle}`, said, '', '[]', bundle.repeat(20)])
      expect(await code(other)).toBe('BUNDLE_MALFORMED');
  });

  it('is refused with its signatures in another order, or one of them twice', async () => {
    const { endorsements, ...rest } = JSON.parse(await endorsed()) as Bundle;
    for (const order of [[...endorsements].reverse(), [...endorsements, ...endorsements]])
      expect(await code(bundleText({ ...rest, endorsements: order }))).toBe('BUNDLE_MALFORMED');
    expect(await code(bundleText({ ...rest, endorsements }))).toBe('accepted');
  });

  it('is refused with a place in a list, or the key of one, that belongs to nothing', async () => {
    const { evidence, key } = JSON.parse(await listed()) as Bundle;
    if (evidence === undefined || key === undefined) throw new Error('a list has both');
    for (const bundle of [await endorsed(), await committed()]) {
      const parts = JSON.parse(bundle) as Bundle;
      for (const more of [{ evidence, key }, { evidence }, { key }])
        expect(await code(bundleText({ ...parts, ...more }))).toBe('BUNDLE_MALFORMED');
    }
  });

  it('is refused with any single bit changed: 10,000 of them', async () => {
    const bundles = [
      [await endorsed(), {}],
      [await committed(), {}],
      [await listed(), { receipt: { text } }],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...bundles), fc.nat(), fc.nat(7), ([bundle, expected], place, bit) => {
        const bytes = Buffer.from(bundle);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(() => checkBundleBytes(bytes, trust, expected)).toThrow(ClientError);
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);
});
