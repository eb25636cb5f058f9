// SPDX-License-Identifier: Apache-2.0
import type { Gateway } from '@hyperledger/fabric-gateway';
import { setTimeout as delay } from 'node:timers/promises';
import { aborted, unlessAborted } from '../calls/abort';
import { ClientError, clientError } from '../errors';
import type { Endpoint } from './endpoint';
import type { Failover } from './failover';
import { translateGatewayError } from './gateway-errors';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** A stream that stood so long answered, even if nothing came. */
const STOOD_MS = 1000;

/** What one peer streams. */
export interface PeerStream<Item> extends AsyncIterable<Item> {
  close(): void;
}

/** What is followed, and how. */
export interface Followed<Item> {
  /**
   * Opens the stream at one gateway.
   * @param last - what came last; undefined at the beginning
   */
  readonly open: (gateway: Gateway, last: Item | undefined) => Promise<PeerStream<Item>>;
  /** Milliseconds without any gateway that answers, after which it fails. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
  /** True once the session was closed. */
  readonly isClosed: () => boolean;
}

/** With these the next gateway, or the same one later, may well go on. */
const passing: ReadonlySet<string> = new Set(['LEDGER_UNREACHABLE', 'DEADLINE_EXCEEDED', 'LEDGER_BUSY']);

/** One stream at a time, over whichever gateway answers. */
class Follower<Item> {
  readonly #failover: Failover;
  readonly #followed: Followed<Item>;
  #last: Item | undefined;
  #answered = 0;
  #pause = FIRST_PAUSE_MS;

  constructor(failover: Failover, followed: Followed<Item>) {
    this.#failover = failover;
    this.#followed = followed;
  }

  async *run(): AsyncGenerator<Item, void, undefined> {
    this.#answered = Date.now();
    for (;;) {
      try {
        yield* this.#stream();
      } catch (error) {
        await this.#waitAfter(error);
      }
    }
  }

  /** Ends only by failing: a stream that a peer ends is one that broke. */
  async *#stream(): AsyncGenerator<Item, never, undefined> {
    const { signal, open, patience } = this.#followed;
    const endpoint = await this.#reached();
    const opened = Date.now();
    const items = await open(endpoint.gateway, this.#last);
    const end = (): void => {
      items.close();
    };
    signal?.addEventListener('abort', end, { once: true });
    try {
      // While the request was signed nobody listened.
      this.#goesOn();
      for await (const item of items) {
        this.#answered = Date.now();
        this.#pause = FIRST_PAUSE_MS;
        endpoint.worked();
        this.#goesOn();
        yield item;
        this.#last = item;
      }
    } catch (error) {
      const translated = translateGatewayError('evaluate', error);
      if (passing.has(translated.code)) endpoint.failed();
      throw translated;
    } finally {
      signal?.removeEventListener('abort', end);
      end();
      if (Date.now() - opened >= Math.min(STOOD_MS, patience)) this.#answered = Date.now();
    }
    endpoint.failed();
    throw clientError('LEDGER_UNREACHABLE', `${endpoint.address}: it ended the stream`);
  }

  /** @throws {@link ClientError} `ABORTED` once it is called off */
  #goesOn(): void {
    const { signal } = this.#followed;
    if (signal?.aborted === true) throw aborted(signal);
  }

  /** The first gateway in order, connected to. */
  async #reached(): Promise<Endpoint> {
    const [endpoint] = this.#failover.inOrder();
    if (endpoint === undefined) throw clientError('LEDGER_UNREACHABLE');
    const reason = await unlessAborted(this.#failover.reach(endpoint), this.#followed.signal);
    if (reason === undefined) return endpoint;
    throw clientError('LEDGER_UNREACHABLE', `${endpoint.address}: ${reason}`);
  }

  async #waitAfter(error: unknown): Promise<void> {
    const { signal, patience, isClosed } = this.#followed;
    this.#goesOn();
    if (isClosed()) throw clientError('SESSION_CLOSED');
    if (!(error instanceof ClientError) || !passing.has(error.code)) throw error;
    if (Date.now() - this.#answered > patience) throw error;
    await unlessAborted(delay(this.#pause), signal);
    this.#pause = Math.min(LONGEST_PAUSE_MS, 2 * this.#pause);
  }
}

/**
 * What a peer streams, for as long as it is asked for; where one does not go on, another one does, after what came last.
 * @throws {@link ClientError} `ABORTED`, `SESSION_CLOSED`, `IDENTITY_REFUSED`, and `LEDGER_UNREACHABLE` where no gateway
 * answered for as long as patience lasts
 */
export const follow = <Item>(failover: Failover, followed: Followed<Item>): AsyncGenerator<Item, void> =>
  new Follower(failover, followed).run();
