// SPDX-License-Identifier: Apache-2.0
import './quiet';
import { contracts, useGenesis } from '@meterpki/chaincode';
import {
  instantOf,
  parseRefusal,
  Refusal,
  refusalsOf,
  sha256Hex,
  toUtf8,
  type ArgumentOf,
  type ContractName,
  type ErrorCode,
  type Fault,
  type Instant,
  type ResultOf,
  type TransactionOf,
} from '@meterpki/protocol';
import { Context } from 'fabric-contract-api';
import { genesisText } from './genesis';
import type { Person } from './people';
import { Simulation } from './simulation';
import { WorldState } from './world-state';

type Method = (context: Context, argument: string) => Promise<string>;

/** What a call carries besides its argument. */
export interface CallOptions {
  readonly transient?: Readonly<Record<string, string | Uint8Array>>;
}

/** A refusal as a client reads it back from the text that crosses the ledger. */
export interface Refused {
  readonly code: ErrorCode;
  readonly faults: readonly Fault[];
}

const instances = new Map(
  contracts.map((Contract) => {
    const instance = new Contract();
    return [instance.getName(), instance] as const;
  }),
);

const bytesOf = (value: string | Uint8Array): Uint8Array =>
  typeof value === 'string' ? Buffer.from(value, 'utf8') : value;

/** What was thrown, or a complaint where it carries a code that the table of refusals does not hold for the transaction. */
function declared(name: string, error: unknown): unknown {
  const allowed = refusalsOf(name);
  if (!(error instanceof Refusal) || allowed === undefined) return error;
  const undeclared = [error.code, ...error.faults.map(({ code }) => code)].filter(
    (code) => code !== 'INTERNAL' && !allowed.has(code),
  );
  if (undeclared.length === 0) return error;
  return new Error(`${name} is not declared to answer ${undeclared.join(', ')} (protocol, refusals.ts)`);
}

/** A ledger in memory around the real contracts. Every call takes place a second after the one before. */
export class TestLedger {
  readonly state = new WorldState();
  readonly channel: string;
  readonly chaincode: string;
  /** The clock, milliseconds since 1970. */
  milliseconds = Date.parse('2026-06-01T00:00:00.000Z');
  /** What the last call read and would have written. */
  last: Simulation | undefined;
  #genesis: string;
  #calls = 0;

  constructor({ genesis = genesisText(), channel = 'nmichannel', chaincode = 'meterpki' } = {}) {
    this.#genesis = genesis;
    this.channel = channel;
    this.chaincode = chaincode;
  }

  /** The time of the last call. */
  get now(): Instant {
    return instantOf(this.milliseconds);
  }

  /** Lets time pass. */
  pass({ days = 0, seconds = 0 }: Readonly<{ days?: number; seconds?: number }>): void {
    this.milliseconds += (days * 24 * 60 * 60 + seconds) * 1000;
  }

  /** Exchanges the genesis file, as an upgrade of the chaincode does. */
  upgrade(genesis: string): void {
    this.#genesis = genesis;
  }

  /** Calls a transaction and commits what it wrote. */
  async submit<C extends ContractName, T extends TransactionOf<C>>(
    caller: Person,
    [contract, name]: readonly [C, T],
    argument: ArgumentOf<C, T>,
    options: CallOptions = {},
  ): Promise<ResultOf<C, T>> {
    const text = await this.call(caller, [contract, name], JSON.stringify(argument), options);
    if (this.last?.openIterators !== 0) throw new Error('an iterator was left open');
    this.state.apply(this.last.writes, this.last.writer);
    return JSON.parse(text) as ResultOf<C, T>;
  }

  /** Calls a transaction that must refuse, having written nothing. */
  async refuse<C extends ContractName>(
    caller: Person,
    [contract, name]: readonly [C, TransactionOf<C>],
    argument: unknown,
    options: CallOptions = {},
  ): Promise<Refused> {
    const text = typeof argument === 'string' ? argument : JSON.stringify(argument);
    const outcome = await this.call(caller, [contract, name], text, options).catch((error: unknown) => error);
    if (outcome instanceof Error && !(outcome instanceof Refusal)) throw outcome;
    expect(outcome).toBeInstanceOf(Refusal);
    expect([...(this.last?.writes.keys() ?? [])]).toEqual([]);
    const refused = parseRefusal((outcome as Refusal).message);
    if (refused === undefined) throw new Error(`no refusal of ours: ${(outcome as Refusal).message}`);
    return refused;
  }

  /** Calls a transaction with any text; nothing is committed. */
  call(
    caller: Person,
    [contract, name]: readonly [string, string],
    argument: string,
    options: CallOptions = {},
  ): Promise<string> {
    const context = new Context();
    (context as { stub: unknown }).stub = this.simulate(caller, [`${contract}:${name}`, argument], options);
    const instance = instances.get(contract) as unknown as Readonly<Record<string, Method>>;
    const method = instance[name] ?? instance.unknownTransaction;
    if (method === undefined) throw new Error(`no contract ${contract}`);
    return method.call(instance, context, argument).catch((error: unknown) => {
      throw declared(`${contract}:${name}`, error);
    });
  }

  /** A proposal about to be run, with function and arguments as they cross the wire. */
  simulate(
    caller: Person,
    args: readonly (string | Uint8Array)[],
    { transient = {} }: CallOptions = {},
  ): Simulation {
    this.milliseconds += 1000;
    this.#calls += 1;
    useGenesis(this.#genesis);
    this.last = new Simulation(this.state, {
      txId: sha256Hex(toUtf8(`transaction ${this.#calls}`)),
      channel: this.channel,
      chaincode: this.chaincode,
      milliseconds: this.milliseconds,
      caller,
      transient: new Map(Object.entries(transient).map(([key, value]) => [key, bytesOf(value)])),
      args: args.map(bytesOf),
    });
    return this.last;
  }
}
