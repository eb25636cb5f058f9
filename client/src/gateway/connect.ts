// SPDX-License-Identifier: Apache-2.0
import type { CallOptions, Client } from '@grpc/grpc-js';
import { connect, hash, StatusCode, type Contract, type Gateway } from '@hyperledger/fabric-gateway';
import type {
  CommittedAnswer,
  EndorsedAnswer,
  FoundTransaction,
  TransactionCall,
  Transport,
} from '../calls/transport';
import { ClientError } from '../errors';
import { readIdentity, type ClientIdentity } from '../identity/identity';
import type { Profile } from '../profile/profile';
import { findTransaction } from './find-transaction';
import { commitFailed, translateGatewayError } from './gateway-errors';
import { firstThatAnswers } from './open-client';
import { defaultDeadlines, type ConnectOptions, type Deadlines } from './options';

const within = (milliseconds: number): CallOptions => ({ deadline: Date.now() + milliseconds });

const validationCodeName = (code: number): string =>
  Object.entries(StatusCode).find(([, value]) => value === code)?.[0] ?? `code ${code}`;

/** The way to a ledger through one peer's gateway service. */
class GatewayTransport implements Transport {
  readonly #client: Client;
  readonly #gateway: Gateway;
  readonly #contract: Contract;
  readonly #channel: string;
  #closed = false;

  constructor(client: Client, gateway: Gateway, { channel, chaincode }: Profile) {
    this.#client = client;
    this.#gateway = gateway;
    this.#channel = channel;
    this.#contract = gateway.getNetwork(channel).getContract(chaincode);
  }

  async evaluate(call: TransactionCall): Promise<Uint8Array> {
    const proposal = this.#proposal(call);
    try {
      return await proposal.evaluate();
    } catch (error) {
      throw translateGatewayError('evaluate', error);
    }
  }

  async endorse(call: TransactionCall, organizations: readonly string[]): Promise<EndorsedAnswer> {
    const proposal = this.#proposal(call, organizations);
    try {
      const transaction = await proposal.endorse();
      return { answer: transaction.getResult(), prepared: transaction.getBytes() };
    } catch (error) {
      throw translateGatewayError('endorse', error);
    }
  }

  async submit(call: TransactionCall): Promise<CommittedAnswer> {
    const proposal = this.#proposal(call);
    const transactionId = proposal.getTransactionId();
    const transaction = await proposal.endorse().catch((error: unknown) => {
      throw translateGatewayError('endorse', error);
    });
    const submitted = await transaction.submit().catch((error: unknown) => {
      throw translateGatewayError('submit', error, transactionId);
    });
    const status = await submitted.getStatus().catch((error: unknown) => {
      throw translateGatewayError('commitStatus', error, transactionId);
    });
    if (!status.successful) throw commitFailed(transactionId, validationCodeName(status.code));
    return { answer: submitted.getResult(), transactionId, blockNumber: status.blockNumber };
  }

  findTransaction(transactionId: string): Promise<FoundTransaction | undefined> {
    if (this.#closed) return Promise.reject(new ClientError('SESSION_CLOSED'));
    return findTransaction(this.#gateway, this.#channel, transactionId);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.#gateway.close();
    } finally {
      this.#client.close();
    }
  }

  #proposal(
    { name, argument, transient }: TransactionCall,
    organizations: readonly string[] = [],
  ): ReturnType<Contract['newProposal']> {
    if (this.#closed) throw new ClientError('SESSION_CLOSED');
    const data = transient === undefined ? {} : { transientData: transient };
    const endorsers = organizations.length === 0 ? {} : { endorsingOrganizations: [...organizations] };
    return this.#contract.newProposal(name, { arguments: [argument], ...data, ...endorsers });
  }
}

function openGateway(
  client: Client,
  { mspId, certificate, sign }: ClientIdentity,
  deadlines: Deadlines,
): Gateway {
  return connect({
    client,
    identity: { mspId, credentials: certificate },
    signer: sign,
    hash: hash.none,
    evaluateOptions: () => within(deadlines.evaluate),
    endorseOptions: () => within(deadlines.endorse),
    submitOptions: () => within(deadlines.submit),
    commitStatusOptions: () => within(deadlines.commitStatus),
  });
}

/**
 * Connects to the first gateway of a profile that answers.
 * @throws {@link ClientError} `IDENTITY_UNREADABLE`, `IDENTITY_UNSUPPORTED`, `KEY_MISMATCH`, or
 * `LEDGER_UNREACHABLE` with a reason for each gateway
 */
export async function connectGateway(profile: Profile, options: ConnectOptions = {}): Promise<Transport> {
  const deadlines = { ...defaultDeadlines, ...options.deadlines };
  const identity = await readIdentity(profile, options.onWarning ?? (() => undefined));
  const client = await firstThatAnswers(profile.gateways, deadlines.connect);
  try {
    return new GatewayTransport(client, openGateway(client, identity, deadlines), profile);
  } catch (error) {
    client.close();
    throw translateGatewayError('evaluate', error);
  }
}
