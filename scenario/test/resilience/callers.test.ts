// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import {
  Accumulator,
  ClientError,
  connect,
  readLedger,
  readProfile,
  type CheckInput,
  type ReceiptOutcome,
} from '@meterpki/client';
import {
  Cast,
  chargingReceipt,
  grantEndorsers,
  NativeNodes,
  networkDescriptor,
  newInstrument,
  provedInLists,
  storyLedgerKind,
  verifyManyInitially,
  withChangedAmount,
} from '@meterpki/scenario';

const CALLERS = 200;
const FORGED_EVERY = 10;

// The embedded ledger is one process: its own tests end it.
const described = storyLedgerKind() === 'network' ? describe : describe.skip;

described('callers of a native network that loses the peer they speak to', () => {
  it('get their own verdicts and proofs through the accumulator, and events without gap or double', async () => {
    const ledger = await readLedger(networkDescriptor());
    const nodes = new NativeNodes(ledger);
    const cast = new Cast(ledger);
    const session = await connect(await readProfile(ledger.profiles['ptb-society'] ?? ''));
    const listening = new AbortController();
    try {
      await grantEndorsers(cast, 'ptb');
      const instruments = Array.from({ length: 20 }, () => newInstrument('ptb'));
      await verifyManyInitially(cast, 'ptb', instruments);
      const receipts = Array.from({ length: CALLERS }, (_, at) => {
        const instrument = instruments[at % instruments.length] ?? newInstrument('ptb');
        const genuine = chargingReceipt(instrument, Date.now() - at);
        const isForged = at % FORGED_EVERY === FORGED_EVERY - 1;
        return { text: isForged ? withChangedAmount(genuine) : genuine, meterId: instrument.meterId };
      });

      const told: string[] = [];
      const followed = (async () => {
        for await (const { transactionId, event } of session.events({ signal: listening.signal }))
          if (event.transaction === 'receipts:RecordChecks') told.push(transactionId);
      })().catch((error: unknown) => error);

      const accumulator = new Accumulator(session.society, { maxReceipts: 10 });
      const lost = await nodes.named('ptb-peer0');
      // The peer may take a list with it before an orderer has it: its callers are told, look it up, and ask anew.
      const judged = async (receipt: CheckInput): Promise<ReceiptOutcome> => {
        try {
          return await accumulator.check(receipt);
        } catch (error) {
          if (!(error instanceof ClientError) || error.code !== 'COMMIT_UNKNOWN') throw error;
          expect(await session.findTransaction(error.transactionId ?? '')).toBeUndefined();
          return accumulator.check(receipt);
        }
      };
      const checks = receipts.map(async (receipt, at) => {
        await delay(10 * at);
        return judged(receipt);
      });
      await delay(700);
      nodes.end(lost);
      const outcomes = await Promise.all(checks);
      await accumulator.close();
      expect(outcomes.map(({ verdict }) => verdict)).toEqual(
        receipts.map((_, at) => (at % FORGED_EVERY === FORGED_EVERY - 1 ? 'invalid' : 'valid')),
      );
      expect((await provedInLists(session.society, outcomes)).proved).toBe(CALLERS);

      const recorded = new Set(outcomes.map(({ recorded: at }) => at?.transactionId ?? ''));
      const until = Date.now() + 30_000;
      while ([...recorded].some((id) => !told.includes(id)) && Date.now() < until) await delay(100);
      listening.abort();
      await followed;
      expect(told.filter((id) => recorded.has(id)).sort()).toEqual([...recorded].sort());
      await nodes.restart(lost);
    } finally {
      listening.abort();
      session.close();
      await cast.close();
      await nodes.network('start');
    }
  }, 240_000);
});
