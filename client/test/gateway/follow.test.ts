// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import { ClientError } from '@meterpki/client';
import { follow, type PeerStream } from '../../dist/gateway/follow';
import type { Failover } from '../../dist/gateway/failover';
import { failureOf } from '../support/failures';

const PATIENCE_MS = 60;

/** Gateways without a network: `reason` says why one cannot be reached. */
function gateways(reason: () => string | undefined = () => undefined): Failover {
  const endpoint = { address: 'peer0:7051', gateway: {}, worked: () => undefined, failed: () => undefined };
  return { inOrder: () => [endpoint], reach: () => Promise.resolve(reason()) } as unknown as Failover;
}

/** A stream that gives these, stands quiet for a while, and breaks. */
function stream(items: readonly number[], quiet: number): PeerStream<number> {
  return {
    close: () => undefined,
    async *[Symbol.asyncIterator]() {
      yield* items;
      await delay(quiet);
      throw new ClientError('LEDGER_UNREACHABLE');
    },
  };
}

const options = { patience: PATIENCE_MS, isClosed: () => false };

describe('follow', () => {
  it('goes on after what came last, also where the stream broke after a long silence', async () => {
    const asked: (number | undefined)[] = [];
    const open = (_gateway: unknown, last: number | undefined): Promise<PeerStream<number>> => {
      asked.push(last);
      return Promise.resolve(stream([(last ?? 0) + 1], 2 * PATIENCE_MS));
    };
    const told: number[] = [];
    for await (const item of follow(gateways(), { ...options, open })) {
      told.push(item);
      if (item === 3) break;
    }
    expect([told, asked]).toEqual([
      [1, 2, 3],
      [undefined, 1, 2],
    ]);
  });

  it('gives up where no gateway answers for as long as patience lasts, and not before', async () => {
    const began = Date.now();
    const nothing = follow<number>(
      gateways(() => 'nothing listens there'),
      { ...options, open: () => Promise.reject(new Error('never asked')) },
    );
    expect((await failureOf(() => nothing.next())).code).toBe('LEDGER_UNREACHABLE');
    expect(Date.now() - began).toBeGreaterThan(PATIENCE_MS);
  });

  it('passes on what no other gateway would answer otherwise, and ends on the signal and with the session', async () => {
    const refusing = (code: 'IDENTITY_REFUSED' | 'LEDGER_UNREACHABLE') => (): Promise<PeerStream<number>> =>
      Promise.reject(new ClientError(code));
    const refused = follow(gateways(), { ...options, open: refusing('IDENTITY_REFUSED') });
    expect((await failureOf(() => refused.next())).code).toBe('IDENTITY_REFUSED');
    const closed = { ...options, isClosed: () => true, open: refusing('LEDGER_UNREACHABLE') };
    expect((await failureOf(() => follow(gateways(), closed).next())).code).toBe('SESSION_CLOSED');
    const aborted = { ...options, signal: AbortSignal.abort(), open: refusing('LEDGER_UNREACHABLE') };
    expect((await failureOf(() => follow(gateways(), aborted).next())).code).toBe('ABORTED');
  });

  it('ends on a signal that fires while the stream is opened: it is closed and not waited for', async () => {
    const control = new AbortController();
    const seen: string[] = [];
    const quiet: PeerStream<number> = {
      close: () => seen.push('closed'),
      [Symbol.asyncIterator]: () => ({
        next: () => {
          seen.push('waited for');
          return Promise.reject(new ClientError('LEDGER_UNREACHABLE'));
        },
      }),
    };
    const open = (): Promise<PeerStream<number>> => {
      control.abort();
      return Promise.resolve(quiet);
    };
    const following = follow(gateways(), { ...options, signal: control.signal, open });
    expect((await failureOf(() => following.next())).code).toBe('ABORTED');
    expect(seen).toEqual(['closed']);
  });
});
