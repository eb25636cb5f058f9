// SPDX-License-Identifier: Apache-2.0
import { type Gateway, type Proposal, type Status, type Transaction } from '@hyperledger/fabric-gateway';
import { aborted, type CallControl } from '../calls/abort';
import type {
  CommittedAnswer,
  EndorsedAnswer,
  FollowControl,
  FoundTransaction,
  RawEvent,
  StreamStart,
  TransactionCall,
  Transport,
} from '../calls/transport';
import { clientError } from '../errors';
import { readIdentity, type ClientIdentity } from '../identity/identity';
import type { Profile } from '../profile/profile';
import { abortable } from './call-options';
import { chainHeight } from './chain-height';
import { commitStatusOf } from './commit-status';
import { openEndpoints, type Endpoint } from './endpoint';
import { Failover } from './failover';
import { findTransaction } from './find-transaction';
import { commitFailed, translateGatewayError, validationCodeName } from './gateway-errors';
import { defaultDeadlines, type ConnectOptions, type Deadlines } from './options';
import { followBlocks, followEvents, type StreamContext } from './streams';

/** What orderers took without saying so is in a block soon, or never: during an election they take nothing. */
const UNCLEAR_MS = 10_000;

/** The way to a ledger through the gateway services of peers: another one where one does not answer. */
class GatewayTransport implements Transport {
  readonly #failover: Failover;
  readonly #profile: Profile;
  readonly #identity: ClientIdentity;
  readonly #deadlines: Deadlines;
  #closed = false;

  constructor(failover: Failover, profile: Profile, identity: ClientIdentity, deadlines: Deadlines) {
    this.#failover = failover;
    this.#profile = profile;
    this.#identity = identity;
    this.#deadlines = deadlines;
  }

  async evaluate(call: TransactionCall, { signal }: CallControl = {}): Promise<Uint8Array> {
    const { answer } = await this.#ask('evaluate', signal, (gateway) =>
      this.#proposal(gateway, call).evaluate(abortable(signal)),
    );
    return answer;
  }

  async endorse(
    call: TransactionCall,
    organizations: readonly string[],
    { signal }: CallControl = {},
  ): Promise<EndorsedAnswer> {
    const { answer: transaction } = await this.#ask('endorse', signal, (gateway) =>
      this.#proposal(gateway, call, organizations).endorse(abortable(signal)),
    );
    return { answer: transaction.getResult(), prepared: transaction.getBytes() };
  }

  async submit(call: TransactionCall, { signal, onSending }: CallControl = {}): Promise<CommittedAnswer> {
    const { answer: transaction, endpoint } = await this.#ask('endorse', signal, (gateway) =>
      this.#proposal(gateway, call).endorse(abortable(signal)),
    );
    if (signal?.aborted === true) throw aborted(signal);
    const transactionId = transaction.getTransactionId();
    onSending?.(transactionId);
    const status = await this.#send(transaction, endpoint, signal);
    if (!status.successful) throw commitFailed(transactionId, validationCodeName(status.code));
    return { answer: transaction.getResult(), transactionId, blockNumber: status.blockNumber };
  }

  async findTransaction(
    transactionId: string,
    { signal }: CallControl = {},
  ): Promise<FoundTransaction | undefined> {
    const { answer } = await this.#ask('evaluate', signal, (gateway) =>
      findTransaction(gateway, this.#profile.channel, transactionId, abortable(signal)),
    );
    return answer;
  }

  events(start: StreamStart, control: FollowControl = {}): AsyncGenerator<RawEvent, void> {
    return followEvents(this.#streamContext(), start, control);
  }

  async height({ signal }: CallControl = {}): Promise<bigint> {
    const { answer } = await this.#ask('evaluate', signal, (gateway) =>
      chainHeight(gateway, this.#profile.channel, abortable(signal)),
    );
    return answer;
  }

  blocks(first: bigint, control: FollowControl = {}): AsyncGenerator<Uint8Array, void> {
    return followBlocks(this.#streamContext(), first, control);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#failover.close();
    this.#identity.close();
  }

  #streamContext(): StreamContext {
    if (this.#closed) throw clientError('SESSION_CLOSED');
    return { failover: this.#failover, profile: this.#profile, isClosed: () => this.#closed };
  }

  /**
   * A submission that is not answered clearly may have been ordered all the same: then only the block tells. One that was
   * called off while it was signed never began.
   */
  async #send(
    transaction: Transaction,
    sentThrough: Endpoint,
    signal: AbortSignal | undefined,
  ): Promise<Status> {
    const transactionId = transaction.getTransactionId();
    const { mspId, certificate } = this.#identity;
    const sent = { transactionId, channel: this.#profile.channel, mspId, certificate, sentThrough };
    let failure: unknown;
    try {
      await transaction.submit(abortable(signal));
    } catch (error) {
      const translated = translateGatewayError('submit', error, transactionId);
      if (translated.code !== 'COMMIT_UNKNOWN') throw translated;
      failure = error;
    }
    const { commitStatus } = this.#deadlines;
    const timeout = failure === undefined ? commitStatus : Math.min(commitStatus, UNCLEAR_MS);
    return commitStatusOf(this.#failover, sent, timeout, { signal, failure });
  }

  /** Asks gateways for what writes nothing. */
  async #ask<T>(
    stage: 'evaluate' | 'endorse',
    signal: AbortSignal | undefined,
    work: (gateway: Gateway) => Promise<T>,
  ): Promise<{ answer: T; endpoint: Endpoint }> {
    if (this.#closed) throw clientError('SESSION_CLOSED');
    return this.#failover.ask(async (gateway) => {
      try {
        return await work(gateway);
      } catch (error) {
        throw signal?.aborted === true ? aborted(signal) : translateGatewayError(stage, error);
      }
    }, signal);
  }

  #proposal(
    gateway: Gateway,
    { name, argument, transient }: TransactionCall,
    organizations: readonly string[] = [],
  ): Proposal {
    const data = transient === undefined ? {} : { transientData: transient };
    const endorsers = organizations.length === 0 ? {} : { endorsingOrganizations: [...organizations] };
    const contract = gateway.getNetwork(this.#profile.channel).getContract(this.#profile.chaincode);
    return contract.newProposal(name, { arguments: [argument], ...data, ...endorsers });
  }
}

/**
 * Connects to the first gateway of a profile that answers; calls go to another one where it stops to answer.
 * @throws {@link ClientError} `IDENTITY_UNREADABLE`, `IDENTITY_UNSUPPORTED`, `KEY_MISMATCH`, `TOKEN_UNAVAILABLE`, or
 * `LEDGER_UNREACHABLE` with a reason for each gateway
 */
export async function connectGateway(profile: Profile, options: ConnectOptions = {}): Promise<Transport> {
  const deadlines = { ...defaultDeadlines, ...options.deadlines };
  const identity = await readIdentity(profile, options);
  let failover: Failover | undefined;
  try {
    failover = new Failover(await openEndpoints(profile.gateways, identity, deadlines), deadlines.connect);
    await failover.reachAny();
    return new GatewayTransport(failover, profile, identity, deadlines);
  } catch (error) {
    failover?.close();
    identity.close();
    throw translateGatewayError('evaluate', error);
  }
}
