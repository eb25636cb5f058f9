// SPDX-License-Identifier: Apache-2.0
import { type ChannelCredentials, type ClientDuplexStream, Metadata } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';

import { messageOf } from '../errors.js';
import { decode } from '../wire/decode.js';
import { answerStateRequest, isStateRequest, type TransactionContext } from './state-requests.js';

const { Type } = peer.ChaincodeMessage;

/** The end of every message that says a chaincode process went away (core/chaincode/handler.go). */
export const STREAM_TERMINATED = 'chaincode stream terminated';

/** Fabric's text for a transaction that took too long (core/chaincode/handler.go). */
const EXECUTION_TIMEOUT = 'timeout expired while executing transaction';

/** One transaction for a chaincode. */
export interface ChaincodeCall {
  readonly channel: string;
  readonly transactionId: string;
  /** `ChaincodeInput`. */
  readonly input: Uint8Array;
  readonly signedProposal: peer.SignedProposal;
  readonly context: TransactionContext;
  /** Milliseconds until the call is given up. */
  readonly timeout: number;
}

interface RunningCall {
  readonly context: TransactionContext;
  readonly settle: (outcome: peer.ChaincodeMessage | Error) => void;
}

/** Where a chaincode listens and what it must call itself. */
export interface ChaincodeEndpoint {
  readonly address: string;
  readonly packageId: string;
  readonly credentials: ChannelCredentials;
}

/**
 * The stream between a peer and a chaincode process (`protos.Chaincode/Connect`), seen from the peer: registration,
 * then any number of transactions at once.
 */
export class ChaincodeConnection {
  /** Resolves when the stream has ended; nothing is running on it any more. */
  readonly closed: Promise<void>;
  readonly #client: peer.ChaincodeClient;
  readonly #calls = new Map<string, RunningCall>();
  #stream: ClientDuplexStream<peer.ChaincodeMessage, peer.ChaincodeMessage> | undefined;
  #markClosed: () => void = () => undefined;
  #isClosed = false;

  constructor({ address, credentials }: ChaincodeEndpoint) {
    this.#client = new peer.ChaincodeClient(address, credentials, {
      'grpc.ssl_target_name_override': 'localhost',
      'grpc.default_authority': 'localhost',
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.max_reconnect_backoff_ms': 500,
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    });
    this.closed = new Promise((resolve) => {
      this.#markClosed = resolve;
    });
  }

  /**
   * Connects and registers the chaincode.
   *
   * @param packageId - what the chaincode must register as
   * @param timeout - milliseconds
   * @throws Error where the chaincode does not answer in time or registers as something else
   */
  async open(packageId: string, timeout: number): Promise<void> {
    const stream = this.#client.connect(new Metadata({ waitForReady: true }));
    this.#stream = stream;
    stream.on('error', () => {
      this.close();
    });
    stream.on('end', () => {
      this.close();
    });
    const timer = setTimeout(() => {
      this.close();
    }, timeout);
    try {
      await this.#register(stream, packageId);
    } finally {
      clearTimeout(timer);
    }
    stream.on('data', (message: peer.ChaincodeMessage) => {
      this.#receive(message);
    });
  }

  /** Ends the stream; what runs on it fails. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stream?.cancel();
    this.#client.close();
    for (const call of this.#calls.values()) call.settle(new Error(`error sending: ${STREAM_TERMINATED}`));
    this.#calls.clear();
    this.#markClosed();
  }

  /**
   * Runs one transaction.
   *
   * @returns the message `COMPLETED` or `ERROR`
   * @throws Error with Fabric's text when the stream ends, the time is over, or the same transaction is running
   */
  async call(request: ChaincodeCall): Promise<peer.ChaincodeMessage> {
    const { channel, transactionId, context, timeout } = request;
    if (this.#isClosed) throw new Error(`error sending: ${STREAM_TERMINATED}`);
    const key = channel + transactionId;
    if (this.#calls.has(key)) throw new Error(`error sending: txid: ${transactionId}(${channel}) exists`);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<peer.ChaincodeMessage>((resolve, reject) => {
        const settle = (outcome: peer.ChaincodeMessage | Error): void => {
          if (outcome instanceof Error) reject(outcome);
          else resolve(outcome);
        };
        timer = setTimeout(() => {
          settle(new Error(`error sending: ${EXECUTION_TIMEOUT}`));
        }, timeout);
        this.#calls.set(key, { context, settle });
        this.#send(transactionMessage(request));
      });
    } finally {
      clearTimeout(timer);
      this.#calls.delete(key);
    }
  }

  #send(message: peer.ChaincodeMessage): void {
    this.#stream?.write(message);
  }

  async #register(
    stream: ClientDuplexStream<peer.ChaincodeMessage, peer.ChaincodeMessage>,
    packageId: string,
  ): Promise<void> {
    const first = await Promise.race([
      new Promise<peer.ChaincodeMessage>((resolve) => {
        stream.once('data', resolve);
      }),
      this.closed,
    ]);
    if (first?.getType() !== Type.REGISTER) throw new Error('the chaincode did not register in time');
    const name = decode(peer.ChaincodeID, 'ChaincodeID', first.getPayload_asU8()).getName();
    if (name !== packageId) throw new Error(`the chaincode registered as ${name} instead of ${packageId}`);
    for (const [type, payload] of [
      [Type.REGISTERED, new Uint8Array()] as const,
      [Type.READY, ready()] as const,
    ]) {
      const message = new peer.ChaincodeMessage();
      message.setType(type);
      message.setPayload(payload);
      this.#send(message);
    }
  }

  #receive(message: peer.ChaincodeMessage): void {
    const call = this.#calls.get(message.getChannelId() + message.getTxid());
    const type = message.getType();
    if (type === Type.COMPLETED || type === Type.ERROR) {
      call?.settle(message);
      return;
    }
    if (isStateRequest(type)) this.#send(answer(message, call?.context));
  }
}

/** What a peer says it can do (core/chaincode/handler.go, sendReady), with the values that Fabric delivers. */
function ready(): Uint8Array {
  const abilities = new peer.ChaincodeAdditionalParams();
  abilities.setUseWriteBatch(true);
  abilities.setMaxSizeWriteBatch(1000);
  abilities.setUseGetMultipleKeys(true);
  abilities.setMaxSizeGetMultipleKeys(1000);
  return abilities.serializeBinary();
}

function transactionMessage(request: ChaincodeCall): peer.ChaincodeMessage {
  const message = new peer.ChaincodeMessage();
  message.setType(Type.TRANSACTION);
  message.setChannelId(request.channel);
  message.setTxid(request.transactionId);
  message.setPayload(request.input);
  message.setProposal(request.signedProposal);
  return message;
}

function answer(
  request: peer.ChaincodeMessage,
  context: TransactionContext | undefined,
): peer.ChaincodeMessage {
  const message = new peer.ChaincodeMessage();
  message.setChannelId(request.getChannelId());
  message.setTxid(request.getTxid());
  const type = request.getType();
  try {
    if (context === undefined) throw new Error('no ledger context');
    message.setPayload(answerStateRequest(type, request.getPayload_asU8(), context));
    message.setType(Type.RESPONSE);
  } catch (error) {
    const name = Object.entries(Type).find(([, value]) => value === type)?.[0] ?? String(type);
    const text = `${name} failed: transaction ID: ${request.getTxid()}: ${messageOf(error)}`;
    message.setPayload(Buffer.from(text));
    message.setType(Type.ERROR);
  }
  return message;
}
