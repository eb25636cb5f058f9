// SPDX-License-Identifier: Apache-2.0
import type { KeyedBytes, ReplayCall, ReplayOutcome } from './messages';
import type { ReplayState } from './state';

interface StateIterator {
  next(): Promise<{ done: boolean; value?: { key: string; value: Buffer } }>;
  close(): Promise<void>;
}

/**
 * What the shim gives a contract, on state of our own: reads see the state before the transaction, writes are kept. Of
 * the shim's interface it has what the contracts use.
 */
export class ReplayStub {
  readonly #state: ReplayState;
  readonly #call: ReplayCall;
  readonly #writes = new Map<string, Uint8Array>();
  readonly #policies = new Map<string, Uint8Array>();
  #event: ReplayOutcome['event'];

  constructor(state: ReplayState, call: ReplayCall) {
    this.#state = state;
    this.#call = call;
  }

  /** What the transaction did so far. */
  get done(): Pick<ReplayOutcome, 'writes' | 'policies' | 'event'> {
    const event = this.#event;
    const [writes, policies] = [this.#writes, this.#policies].map((map): KeyedBytes[] => [...map]);
    return { writes: writes ?? [], policies: policies ?? [], ...(event === undefined ? {} : { event }) };
  }

  getTxID = (): string => this.#call.txId;
  getChannelID = (): string => this.#call.channel;
  getArgs = (): string[] => [this.#call.name, ...this.#call.args];
  getDateTimestamp = (): Date => new Date(this.#call.milliseconds);
  getTransient = (): Map<string, Uint8Array> => new Map(Object.entries(this.#call.transient));
  getCreator = (): ReplayCall['creator'] => this.#call.creator;
  getSignedProposal = (): unknown => {
    const channelHeader = { getExtension_asU8: () => this.#call.headerExtension };
    return { proposal: { header: { channelHeader } } };
  };

  getState = (key: string): Promise<Uint8Array> => Promise.resolve(this.#state.get(key));

  getStateByRange = (start: string, end: string): Promise<StateIterator> => {
    const entries = this.#state.range(start, end).values();
    return Promise.resolve({
      next: () => {
        const step = entries.next();
        return Promise.resolve(step.done === true ? { done: true } : { done: false, value: step.value });
      },
      close: () => Promise.resolve(),
    });
  };

  putState = (key: string, value: Uint8Array): Promise<void> => {
    this.#writes.set(key, value);
    return Promise.resolve();
  };

  setStateValidationParameter = (key: string, policy: Uint8Array): Promise<void> => {
    this.#policies.set(key, policy);
    return Promise.resolve();
  };

  setEvent = (name: string, payload: Uint8Array): void => {
    this.#event = { name, payload };
  };
}
