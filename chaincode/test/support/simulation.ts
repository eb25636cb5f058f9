// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import type { Person } from './people';
import type { HistoryEntry, StateEntry, WorldState, Writer } from './world-state';

/** A proposal. */
export interface Proposal {
  readonly txId: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly milliseconds: number;
  readonly caller: Person;
  readonly transient: ReadonlyMap<string, Uint8Array>;
  /** Function and arguments, as bytes. */
  readonly args: readonly Uint8Array[];
}

interface IteratorOf<T> {
  next(): Promise<{ done: true } | { done: false; value: T }>;
  close(): Promise<void>;
}

type Iterator = IteratorOf<StateEntry>;
type HistoryIterator = IteratorOf<HistoryEntry>;

/**
 * What the shim's stub does for a contract, with Fabric's rules: a read sees the state before the transaction,
 * a write is seen by nobody until the transaction is committed. It counts what would cross the wire.
 */
export class Simulation {
  readonly writes = new Map<string, Buffer>();
  readonly readKeys: string[] = [];
  readonly ranges: (readonly [start: string, end: string])[] = [];
  /** Ranges with the keys that they brought. */
  readonly scans: { readonly start: string; readonly end: string; readonly keys: readonly string[] }[] = [];
  readonly histories: string[] = [];
  /** Key-level endorsement policies set, serialised, by key. */
  readonly policies = new Map<string, Buffer>();
  /** The event set, if any. */
  event: { readonly name: string; readonly payload: Buffer } | undefined;
  openIterators = 0;
  /** Reads of the state: a get, a range, and each record of a range count one. */
  reads = 0;
  /** Messages for several keys. */
  messages = 0;
  readonly #state: WorldState;
  readonly #proposal: Proposal;

  constructor(state: WorldState, proposal: Proposal) {
    this.#state = state;
    this.#proposal = proposal;
  }

  /** Who writes what is committed. */
  get writer(): Writer {
    return this.#proposal;
  }

  getTxID = (): string => this.#proposal.txId;
  getBufferArgs = (): readonly Uint8Array[] => this.#proposal.args;
  getChannelID = (): string => this.#proposal.channel;
  getTransient = (): ReadonlyMap<string, Uint8Array> => this.#proposal.transient;
  getDateTimestamp = (): Date => new Date(this.#proposal.milliseconds);

  getCreator = (): { mspid: string; idBytes: Uint8Array } => {
    const { mspId: mspid, idBytes } = this.#proposal.caller;
    return { mspid, idBytes };
  };

  getSignedProposal = (): unknown => {
    const id = new peer.ChaincodeID();
    id.setName(this.#proposal.chaincode);
    const extension = new peer.ChaincodeHeaderExtension();
    extension.setChaincodeId(id);
    const channelHeader = new common.ChannelHeader();
    channelHeader.setExtension$(extension.serializeBinary());
    return { proposal: { header: { channelHeader } } };
  };

  getState = (key: string): Promise<Uint8Array> => {
    this.readKeys.push(requireKey(key));
    this.reads += 1;
    return Promise.resolve(this.#state.get(key));
  };

  /** Fabric 3.1's requests for several keys, which the shim's stub has no methods for. */
  readonly handler = {
    _askPeerAndListen: async (message: peer.ChaincodeMessage): Promise<Uint8Array> => {
      const { Type } = peer.ChaincodeMessage;
      this.messages += 1;
      if (message.getTxid() !== this.getTxID() || message.getChannelId() !== this.getChannelID())
        throw new Error('a message of another transaction');
      if (message.getType() === Type.GET_STATE_MULTIPLE) return this.#getStates(message.getPayload_asU8());
      if (message.getType() === Type.WRITE_BATCH_STATE) return this.#write(message.getPayload_asU8());
      throw new Error(`not a request of several keys: ${message.getType()}`);
    },
  };

  setEvent = (name: string, payload: Uint8Array): void => {
    if (this.event !== undefined) throw new Error('a transaction has one event');
    this.event = { name, payload: Buffer.from(payload) };
  };

  getHistoryForKey = (key: string): Promise<HistoryIterator> => {
    this.histories.push(requireKey(key));
    this.openIterators += 1;
    const finish = (): void => {
      this.openIterators -= 1;
    };
    return Promise.resolve(iterate(this.#state.history(key), finish));
  };

  getStateByRange = (start: string, end: string): Promise<Iterator> => {
    this.ranges.push([requireKey(start), requireKey(end)]);
    const entries = this.#state.range(start, end);
    this.openIterators += 1;
    this.reads += 1;
    const finish = (): void => {
      this.openIterators -= 1;
    };
    const keys: string[] = [];
    this.scans.push({ start, end, keys });
    const count = ({ key }: StateEntry): void => {
      this.reads += 1;
      keys.push(key);
    };
    return Promise.resolve(iterate(entries, finish, count));
  };

  async #getStates(payload: Uint8Array): Promise<Uint8Array> {
    const result = new peer.GetStateMultipleResult();
    for (const key of peer.GetStateMultiple.deserializeBinary(payload).getKeysList())
      result.addValues(await this.getState(key));
    return result.serializeBinary();
  }

  #write(payload: Uint8Array): Uint8Array {
    const { Type } = peer.WriteRecord;
    for (const record of peer.WriteBatchState.deserializeBinary(payload).getRecList()) {
      const [key, value] = [requireKey(record.getKey()), Buffer.from(record.getValue_asU8())];
      const metadata = record.getMetadata();
      if (record.getType() === Type.PUT_STATE && value.length > 0) this.writes.set(key, value);
      else if (
        record.getType() === Type.PUT_STATE_METADATA &&
        metadata?.getMetakey() === 'VALIDATION_PARAMETER'
      )
        this.policies.set(key, Buffer.from(metadata.getValue_asU8()));
      else throw new Error(`not a write that a contract makes: ${record.getType()}`);
    }
    return new Uint8Array();
  }
}

function iterate<T>(
  entries: readonly T[],
  finish: () => void,
  count: (value: T) => void = () => undefined,
): IteratorOf<T> {
  let at = 0;
  let open = true;
  const close = (): void => {
    if (open) finish();
    open = false;
  };
  return {
    next: () => {
      const value = entries[at++];
      if (!open) return Promise.reject(new Error('the iterator is closed'));
      if (value !== undefined) {
        count(value);
        return Promise.resolve({ done: false, value });
      }
      close();
      return Promise.resolve({ done: true });
    },
    close: () => {
      close();
      return Promise.resolve();
    },
  };
}

/** A peer takes keys that are not empty, have a UTF-8 form and do not begin as composite keys do. */
function requireKey(key: string): string {
  if (key === '' || /\p{Surrogate}/u.test(key) || key.startsWith('\0'))
    throw new Error(`not a key: ${JSON.stringify(key)}`);
  return key;
}
