// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { identityOf, trustOf, type Trust } from '@meterpki/client';
import {
  challengeNonce,
  leafBytes,
  matchReceipt,
  merkleRoot,
  readReceipt,
  toHex,
  writeLeaves,
  type KeyRecord,
  type MeterRecord,
  type Policy,
} from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';
import { envelopeOf, transactionIdOf, type EndorsedCall } from './endorsed-call';
import { TestAuthority, type Enrolled } from './institutes';
import { recordOf } from './register';
import { TestChain } from './test-chain';

/** The transactions of the history, in order. */
export const steps = ['grant', 'challenge', 'register', 'challenge2', 'attest', 'record'] as const;

/** One of {@link steps}. */
export type Step = (typeof steps)[number];

/** Who calls: administrator and endorsers of one institute, a client and the administrator of the other. */
export type Person = 'admin' | 'first' | 'second' | 'society' | 'chief';

/** What a step does, before it is signed. */
export type StepCall = Omit<EndorsedCall, 'peers'> & Partial<Pick<EndorsedCall, 'peers'>>;

const START = Date.parse('2026-06-01T00:00:00.000Z');

/** A meter that is granted for, registered, attested and checked, by two institutes that exist in memory. */
export class AuditedHistory {
  readonly meter = Meter.fromSeed('audit', { serial: 'T-1' });
  readonly receipt = this.meter.signRaw('1 kWh');
  readonly trust: Trust;
  readonly policy: Policy;
  readonly peers: readonly [Enrolled, Enrolled];
  readonly #people: Readonly<Record<Person, Enrolled>>;

  private constructor(
    trust: Trust,
    peers: readonly [Enrolled, Enrolled],
    people: Readonly<Record<Person, Enrolled>>,
  ) {
    this.trust = trust;
    this.peers = peers;
    this.#people = people;
    this.policy = {
      schema: 1,
      revision: 0,
      members: [
        { mspId: 'PTBMSP', prefix: 'ptb' },
        { mspId: 'InmetroMSP', prefix: 'inmetro' },
      ],
      quorum: { attestations: 2, nmis: 1 },
      algorithms: [this.meter.algorithm.id],
      imports: false,
      possession: ['statement'],
    };
  }

  static async create(): Promise<AuditedHistory> {
    const ptb = await TestAuthority.create('PTBMSP');
    const inmetro = await TestAuthority.create('InmetroMSP');
    const trust = trustOf({
      schema: 1,
      channel: 'nmichannel',
      chaincode: 'meterpki',
      nmis: 2,
      msps: [ptb.trusted(), inmetro.trusted()],
    });
    const people = {
      admin: await ptb.enrol({ unit: 'admin', name: 'admin' }),
      first: await ptb.enrol({ unit: 'client', name: 'first' }),
      second: await ptb.enrol({ unit: 'client', name: 'second' }),
      society: await inmetro.enrol({ unit: 'client', name: 'society' }),
      chief: await inmetro.enrol({ unit: 'admin', name: 'chief' }),
    };
    return new AuditedHistory(trust, [await ptb.enrol(), await inmetro.enrol()], people);
  }

  /** Blocks of the history, one for each step; `change` gives another call for some. */
  async chain(change: (step: Step, call: StepCall) => StepCall = (_, call) => call): Promise<TestChain> {
    const chain = new TestChain();
    for (const step of steps) {
      const call = { peers: this.peers, ...change(step, this.#call(step)) };
      chain.add([(await envelopeOf(call)).serializeBinary()]);
    }
    return chain;
  }

  /** The same chain with calls behind it, each in a block of its own. */
  async chainWith(...calls: readonly StepCall[]): Promise<TestChain> {
    const chain = await this.chain();
    for (const call of calls)
      chain.add([(await envelopeOf({ peers: this.peers, ...call })).serializeBinary()]);
    return chain;
  }

  /** The same chain with a call put in before a step. */
  async chainBefore(wanted: Step, callOf: (before: readonly StepCall[]) => StepCall): Promise<TestChain> {
    const chain = new TestChain();
    const calls: StepCall[] = [];
    for (const step of steps) {
      if (step === wanted) calls.push(callOf(calls));
      calls.push(this.#call(step));
    }
    for (const call of calls)
      chain.add([(await envelopeOf({ peers: this.peers, ...call })).serializeBinary()]);
    return chain;
  }

  who(name: Person): Enrolled {
    return this.#people[name];
  }

  /** As records name them: MSP ID and identity. */
  nameOf(name: Person): string {
    const { mspId, certificate } = this.#people[name];
    return `${mspId}/${identityOf(certificate)}`;
  }

  #nonce(step: Step): Buffer {
    return createHash('sha256').update(step).digest().subarray(0, 24);
  }

  #timeOf(step: Step): string {
    return new Date(START + 60_000 * steps.indexOf(step)).toISOString();
  }

  #idOf(step: Step, caller: Enrolled): string {
    return transactionIdOf(caller, this.#nonce(step));
  }

  #call(step: Step): StepCall {
    const callers = {
      grant: 'admin',
      challenge: 'first',
      register: 'first',
      challenge2: 'second',
      attest: 'second',
      record: 'society',
    } as const;
    const caller = this.#people[callers[step]];
    const common = { caller, nonce: this.#nonce(step), time: new Date(this.#timeOf(step)) };
    return { ...common, ...this.#content(step, caller) };
  }

  #content(
    step: Step,
    caller: Enrolled,
  ): Pick<StepCall, 'called' | 'argument' | 'answer' | 'writes' | 'reads'> {
    const writes: Readonly<Record<Step, () => Record<string, unknown>>> = {
      grant: () => ({ ...this.#grant('first'), ...this.#grant('second') }),
      challenge: () => this.#challenge('challenge', caller),
      register: () => this.#registered(),
      challenge2: () => this.#challenge('challenge2', caller),
      attest: () => this.#attested(),
      record: () => this.#recorded(caller),
    };
    const called = {
      grant: 'governance:GrantPermittedEndorsers',
      challenge: 'registry:IssueChallenge',
      register: 'registry:RegisterMeters',
      challenge2: 'registry:IssueChallenge',
      attest: 'registry:AttestMeters',
      record: 'receipts:RecordChecks',
    }[step];
    const answer = step === 'record' ? { leaves: writeLeaves([this.#leaf()]) } : {};
    return { called, argument: this.#argument(step), answer, writes: writes[step]() };
  }

  #grant(name: 'first' | 'second'): Record<string, unknown> {
    const { mspId, certificate } = this.#people[name];
    const identity = identityOf(certificate);
    const granted = this.#timeOf('grant');
    const validUntil = '2027-01-01T00:00:00.000Z';
    const tx = this.#idOf('grant', this.#people.admin);
    return {
      [`pe/${mspId}/${identity}`]: {
        schema: 1,
        mspId,
        identity,
        name,
        accreditation: 'A',
        granted,
        validUntil,
        tx,
      },
    };
  }

  #challenge(step: 'challenge' | 'challenge2', caller: Enrolled): Record<string, unknown> {
    const challengeId = this.#idOf(step, caller);
    const nonce = toHex(challengeNonce('nmichannel', challengeId));
    const record = {
      schema: 1,
      challengeId,
      nonce,
      mspId: caller.mspId,
      identity: identityOf(caller.certificate),
      opened: this.#timeOf(step),
      expires: '2026-06-02T00:00:00.000Z',
    };
    return { [`challenge/${challengeId}`]: record };
  }

  #argument(step: Step): unknown {
    if (step !== 'register' && step !== 'attest') return {};
    const isFirst = step === 'register';
    const caller = this.#people[isFirst ? 'first' : 'second'];
    const challengeId = this.#idOf(isFirst ? 'challenge' : 'challenge2', caller);
    const proof = this.meter.prove({
      purpose: isFirst ? 'register' : 'attest',
      channel: 'nmichannel',
      chaincode: 'meterpki',
      mspId: caller.mspId,
      meterId: 'ptb:T-1',
      sequence: 0,
      nonce: toHex(challengeNonce('nmichannel', challengeId)),
      expires: Date.parse('2026-06-02T00:00:00.000Z') / 1000,
    });
    const item = { meterId: 'ptb:T-1', proof };
    return isFirst ? { challengeId, meters: [item] } : { challengeId, attestations: [item] };
  }

  #word(step: 'register' | 'attest'): KeyRecord['attestations'][number] {
    const isFirst = step === 'register';
    const caller = this.#people[isFirst ? 'first' : 'second'];
    return {
      mspId: caller.mspId,
      identity: identityOf(caller.certificate),
      challenge: this.#idOf(isFirst ? 'challenge' : 'challenge2', caller),
      time: this.#timeOf(step),
      tx: this.#idOf(step, caller),
    };
  }

  #meterWith(change: Partial<KeyRecord>, status: MeterRecord['status']): MeterRecord {
    const record = recordOf(this.meter);
    const [key] = record.keys;
    if (key === undefined) throw new Error('there is a key');
    return { ...record, status, registered: this.#timeOf('register'), keys: [{ ...key, ...change }] };
  }

  #registered(): Record<string, unknown> {
    const meter = this.#meterWith({ state: 'PENDING', attestations: [this.#word('register')] }, 'PENDING');
    return { 'meter/ptb/T-1': meter, [`key/${this.meter.fingerprint}`]: { schema: 1, meterId: 'ptb:T-1' } };
  }

  /** The meter as it is at the end. */
  active(): MeterRecord {
    return this.#meterWith(
      {
        state: 'ACTIVE',
        attestations: [this.#word('register'), this.#word('attest')],
        activated: { time: this.#timeOf('attest'), quorum: this.policy.quorum },
      },
      'ACTIVE',
    );
  }

  #attested(): Record<string, unknown> {
    return { 'meter/ptb/T-1': this.active() };
  }

  #leaf(): { receiptId: string; meterId: string; verdict: 'valid' } {
    const read = readReceipt(this.receipt);
    const match = matchReceipt({ read, meters: [this.active()], algorithms: this.policy.algorithms });
    return { receiptId: match.receiptId ?? '', meterId: 'ptb:T-1', verdict: 'valid' };
  }

  #recorded(caller: Enrolled): Record<string, unknown> {
    const [time, tx] = [this.#timeOf('record'), this.#idOf('record', caller)];
    const root = toHex(merkleRoot([leafBytes(this.#leaf())]));
    const counts = { valid: 1, invalid: 0, indeterminate: 0 };
    return {
      [`record/${time}/${tx}`]: { schema: 1, time, tx, mspId: caller.mspId, root, counts, failures: [] },
    };
  }
}
