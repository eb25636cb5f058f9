// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import {
  ClientError,
  connect,
  readLedger,
  readProfile,
  type LedgerDescriptor,
  type Session,
} from '@meterpki/client';
import {
  auditLedger,
  Cast,
  chargingReceipt,
  ELECTION_MS,
  grantEndorsers,
  inspectLedger,
  NativeNodes,
  networkDescriptor,
  newInstrument,
  storyLedgerKind,
  verifyInitially,
  type Instrument,
} from '@meterpki/scenario';

const CHAINCODE_BACK_MS = 10_000;

// The embedded ledger is one process: its own tests end it.
const described = storyLedgerKind() === 'network' ? describe : describe.skip;

described('a native network that loses nodes', () => {
  let ledger: LedgerDescriptor;
  let cast: Cast;
  let instrument: Instrument;
  let nodes: NativeNodes;

  /** Somebody's own connection, made now: it takes a gateway that answers. */
  async function fresh<T>(
    role: 'ptb-society' | 'inmetro-society',
    use: (session: Session) => Promise<T>,
  ): Promise<T> {
    const session = await connect(await readProfile(ledger.profiles[role] ?? ''));
    try {
      return await use(session);
    } finally {
      session.close();
    }
  }

  /**
   * Until the orderers elected a leader, submissions fail, or are taken and lost with the old one, which shows after the
   * deadline of a minute; each attempt takes a meter of its own.
   */
  async function verifiedDuringElection(): Promise<Instrument> {
    const until = Date.now() + ELECTION_MS;
    for (;;) {
      const other = newInstrument('ptb');
      try {
        await verifyInitially(cast, 'ptb', other);
        return other;
      } catch (error) {
        if (!(error instanceof ClientError) || Date.now() > until) throw error;
        await delay(500);
      }
    }
  }

  beforeAll(async () => {
    ledger = await readLedger(networkDescriptor());
    cast = new Cast(ledger);
    nodes = new NativeNodes(ledger);
    await grantEndorsers(cast, 'ptb');
    instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
  }, 60_000);
  afterAll(async () => {
    await cast.close();
    await nodes.network('start');
  }, 120_000);

  it('registers meters after two orderers ended, the leader among them', async () => {
    const orderers = (await nodes.all()).filter(({ kind }) => kind === 'orderer');
    const leader = orderers.filter(({ leads }) => leads === true);
    const lost = [...leader, ...orderers.filter(({ leads }) => leads !== true).slice(0, 1)];
    expect(lost).toHaveLength(2);
    nodes.end(lost);
    try {
      const other = await verifiedDuringElection();
      const [answer] = await fresh('ptb-society', ({ society }) =>
        society.mayBePlacedOnMarket([other.meterId]),
      );
      expect(answer?.allowed).toBe(true);
    } finally {
      await nodes.restart(lost);
    }
  }, 240_000);

  it.each(['ptb-peer0', 'ptb-peer1', 'inmetro-peer0', 'inmetro-peer1'])(
    'goes on checking after %s ended',
    async (name) => {
      const lost = await nodes.named(name);
      const receipt = { text: chargingReceipt(instrument, Date.now()) };
      const role = name.startsWith('ptb') ? 'ptb-society' : 'inmetro-society';
      nodes.end(lost);
      try {
        const checked = await fresh(role, ({ society }) => society.checkReceipts([receipt]));
        expect(checked).toMatchObject([{ verdict: 'valid', meterId: instrument.meterId }]);
        const recorded = await fresh(role, ({ society }) => society.recordChecks([receipt]));
        expect(recorded).toMatchObject([{ verdict: 'valid', assurance: 'committed' }]);
      } finally {
        await nodes.restart(lost);
      }
    },
    180_000,
  );

  it('has a chaincode process back within ten seconds', async () => {
    const [lost] = await nodes.named('ptb-chaincode0');
    if (lost === undefined) throw new Error('the network has no ptb-chaincode0');
    nodes.end([lost]);
    const ended = Date.now();
    let back = false;
    while (!back && Date.now() - ended < CHAINCODE_BACK_MS) {
      await delay(100);
      const [now] = await nodes.named(lost.name);
      back = now?.healthy === true && now.runs !== lost.runs;
    }
    expect(back).toBe(true);
    const receipt = { text: chargingReceipt(instrument, Date.now()) };
    expect(await fresh('ptb-society', ({ society }) => society.recordChecks([receipt]))).toMatchObject([
      { verdict: 'valid' },
    ]);
  }, 120_000);

  it('still knows everything after stop and start', async () => {
    const receipt = { text: chargingReceipt(instrument, Date.now()) };
    const [recorded] = await fresh('ptb-society', ({ society }) => society.recordChecks([receipt]));
    await nodes.network('stop');
    await nodes.network('start');
    const check = await fresh('ptb-society', ({ society }) =>
      society.getCheck(recorded?.recorded?.check ?? ''),
    );
    expect(check).toMatchObject({ verdict: 'valid', meterId: instrument.meterId });
  }, 180_000);

  it('has kept nothing that it must not, and an audit of all that happened finds nothing', async () => {
    process.stderr.write(`${await inspectLedger(ledger)}\n`);
    process.stderr.write(`${await auditLedger(ledger)}\n`);
  }, 120_000);
});
