// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { GatewayError, type Status } from '@hyperledger/fabric-gateway';
import { gateway, msp } from '@hyperledger/fabric-protos';
import { setTimeout as delay } from 'node:timers/promises';
import { unlessAborted } from '../calls/abort';
import { ClientError, clientError } from '../errors';
import { abortable, within } from './call-options';
import type { Endpoint } from './endpoint';
import type { Failover } from './failover';
import { translateGatewayError } from './gateway-errors';

/** How long one gateway may keep silent before another is asked as well; a peer answers when it has the block. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 250;

const UNAVAILABLE: number = status.UNAVAILABLE;

/** A gateway that answers with these will not answer otherwise later. */
const lastWords: ReadonlySet<number> = new Set([
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.PERMISSION_DENIED,
  status.UNAUTHENTICATED,
  status.UNIMPLEMENTED,
]);

/** A transaction that was sent, and who sent it. */
export interface SentTransaction {
  readonly transactionId: string;
  readonly channel: string;
  readonly mspId: string;
  /** The certificate as PEM. */
  readonly certificate: Uint8Array;
  /** The gateway that took it, asked first. */
  readonly sentThrough: Endpoint;
}

/** The question for a transaction's commit, as any gateway takes it; each signs it anew. */
function questionFor({ transactionId, channel, mspId, certificate }: SentTransaction): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(certificate);
  const request = new gateway.CommitStatusRequest();
  request.setTransactionId(transactionId);
  request.setChannelId(channel);
  request.setIdentity(identity.serializeBinary());
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  return signed.serializeBinary();
}

/** Asks for one transaction until somebody knows, or the time is over. */
class CommitInquiry {
  readonly #failover: Failover;
  readonly #sent: SentTransaction;
  readonly #question: Uint8Array;
  readonly #ends: number;
  readonly #signal: AbortSignal | undefined;
  readonly #silent = new Set<Endpoint>();
  #failure: unknown;

  constructor(failover: Failover, sent: SentTransaction, timeout: number, signal: AbortSignal | undefined) {
    this.#failover = failover;
    this.#sent = sent;
    this.#question = questionFor(sent);
    this.#ends = Date.now() + timeout;
    this.#signal = signal;
  }

  async run(failure: unknown): Promise<Status> {
    this.#failure = failure;
    for (;;) {
      const found = await this.#round();
      if (found !== undefined) return found;
      if (this.#isOver) throw this.#unknown();
      await unlessAborted(delay(Math.min(PAUSE_MS, this.#left)), this.#signal).catch(() => undefined);
    }
  }

  get #left(): number {
    return Math.max(0, this.#ends - Date.now());
  }

  get #isOver(): boolean {
    const noneLeft = this.#silent.size === this.#failover.size;
    return this.#left === 0 || noneLeft || this.#signal?.aborted === true;
  }

  /** The gateway that took the transaction first, then the others. */
  #toAsk(): Endpoint[] {
    const { sentThrough } = this.#sent;
    const others = this.#failover.inOrder().filter((endpoint) => endpoint !== sentThrough);
    const all = sentThrough.isResting ? [...others, sentThrough] : [sentThrough, ...others];
    return all.filter((endpoint) => !this.#silent.has(endpoint));
  }

  async #round(): Promise<Status | undefined> {
    for (const endpoint of this.#toAsk()) {
      if (this.#isOver) return undefined;
      const found = await this.#ask(endpoint);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #ask(endpoint: Endpoint): Promise<Status | undefined> {
    const time = this.#failover.size === 1 ? this.#left : Math.min(PATIENCE_MS, this.#left);
    try {
      const reason = await unlessAborted(this.#failover.reach(endpoint, time), this.#signal);
      if (reason !== undefined) throw new Error(`${endpoint.address}: ${reason}`);
      const commit = endpoint.gateway.newCommit(this.#question);
      return await commit.getStatus({ ...within(time), ...abortable(this.#signal) });
    } catch (error) {
      this.#failure = error;
      const code = error instanceof GatewayError ? error.code : undefined;
      if (code === UNAVAILABLE) endpoint.failed();
      if (code !== undefined && lastWords.has(code)) this.#silent.add(endpoint);
      return undefined;
    }
  }

  #unknown(): ClientError {
    const { transactionId } = this.#sent;
    if (this.#failure instanceof GatewayError)
      return translateGatewayError('commitStatus', this.#failure, transactionId);
    return clientError('COMMIT_UNKNOWN', `transaction ${transactionId}`, {
      transactionId,
      cause: this.#failure,
    });
  }
}

/**
 * What became of a transaction that was sent: asks the gateway that took it, then the others, until one has the block
 * that holds it. Nothing is sent again.
 * @param timeout - milliseconds in all
 * @param failure - why the submission was not answered clearly, where it was not
 * @throws {@link ClientError} `COMMIT_UNKNOWN` with the transaction ID when the time is over, or on the signal
 */
export const commitStatusOf = (
  failover: Failover,
  sent: SentTransaction,
  timeout: number,
  { signal, failure }: Readonly<{ signal?: AbortSignal | undefined; failure?: unknown }> = {},
): Promise<Status> => new CommitInquiry(failover, sent, timeout, signal).run(failure);
