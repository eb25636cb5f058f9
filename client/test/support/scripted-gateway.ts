// SPDX-License-Identifier: Apache-2.0
import {
  Metadata,
  type MethodDefinition,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import type { TransactionCall } from '@meterpki/client';
import type { Credentials } from './certificates';
import { endorsedCall, evaluatedCall } from './proposals';

/**
 * A result (text, bytes, or what becomes JSON), or what makes one of a call; an error: the contract refuses with its text;
 * undefined: no answer ever comes.
 */
export type Answer = string | ((call: TransactionCall) => unknown);

/** Answers of a scripted gateway service; a method without one never answers. */
export interface GatewayScript {
  readonly evaluate?: Answer;
  /** The contract's error text. */
  readonly refuse?: string;
  readonly endorse?: Answer;
  /** The peer is there and cannot endorse now. */
  readonly endorseFails?: true;
  /** The peer is there and does not know of enough others that could endorse. */
  readonly endorsersMissing?: true;
  readonly submit?: true;
  /** The orderers are away when the transaction is submitted. */
  readonly submitFails?: true;
  readonly commitStatus?: number;
  /** The question for the commit fails with this status. */
  readonly commitStatusFails?: status;
  /** Is called when a submission comes in, before it is answered. */
  readonly onSubmit?: () => void;
}

function evaluateReply(payload: Uint8Array): Uint8Array {
  const response = new peer.Response();
  response.setPayload(payload);
  const reply = new gateway.EvaluateResponse();
  reply.setResult(response);
  return reply.serializeBinary();
}

/** The envelope of an endorsed transaction with this result, as far as the client reads it. */
function envelopeWith(result: Uint8Array): common.Envelope {
  const response = new peer.Response();
  response.setPayload(result);
  const action = new peer.ChaincodeAction();
  action.setResponse(response);
  const responsePayload = new peer.ProposalResponsePayload();
  responsePayload.setExtension$(action.serializeBinary());
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(responsePayload.serializeBinary());
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setAction(endorsed);
  const transactionAction = new peer.TransactionAction();
  transactionAction.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.addActions(transactionAction);
  const header = new common.Header();
  header.setChannelHeader(new common.ChannelHeader().serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}

function endorseReply(result: Uint8Array): Uint8Array {
  const reply = new gateway.EndorseResponse();
  reply.setPreparedTransaction(envelopeWith(result));
  return reply.serializeBinary();
}

function commitStatusReply(code: number): Uint8Array {
  const reply = new gateway.CommitStatusResponse();
  reply.setResult(code as peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap]);
  reply.setBlockNumber(7);
  return reply.serializeBinary();
}

type Handler = (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => void;

/** Answers with these bytes, or never. */
const answering =
  (reply: Uint8Array | undefined): Handler =>
  (_call, answer) => {
    if (reply !== undefined) answer(null, Buffer.from(reply));
  };

/** Bytes and texts as they are, anything else as JSON. */
function payloadOf(result: unknown): Uint8Array {
  if (result instanceof Uint8Array) return result;
  return Buffer.from(typeof result === 'string' ? result : JSON.stringify(result));
}

/** Answers a proposal as the script says, and keeps it. */
const proposing =
  (
    script: Answer | undefined,
    calls: TransactionCall[],
    read: (request: Uint8Array) => TransactionCall,
    reply: (payload: Uint8Array) => Uint8Array,
  ): Handler =>
  (call, answer) => {
    const asked = read(call.request);
    calls.push(asked);
    if (script === undefined) return;
    const result = typeof script === 'string' ? script : script(asked);
    if (result === undefined) return;
    if (result instanceof Error) {
      refusing(result.message)(call, answer);
      return;
    }
    answer(null, Buffer.from(reply(payloadOf(result))));
  };

/** Fails with a status. */
const failing =
  (code: status, details: string): Handler =>
  (_call, answer) => {
    answer({ code, details, metadata: new Metadata() });
  };

/** Does the same, and counts. */
const counting =
  (count: () => void, handler: Handler): Handler =>
  (call, answer) => {
    count();
    handler(call, answer);
  };

/** Refuses like a peer whose chaincode answered with an error. */
const refusing =
  (text: string): Handler =>
  (_call, answer) => {
    const details = `evaluate call to endorser returned error: chaincode response 500, ${text}`;
    answer({ code: status.UNKNOWN, details, metadata: new Metadata() });
  };

const given = <T>(value: T | undefined, reply: (value: T) => Uint8Array): Handler =>
  answering(value === undefined ? undefined : reply(value));

const pass = (bytes: Buffer): Buffer => bytes;
const method = (name: string): MethodDefinition<Buffer, Buffer> => ({
  path: `/gateway.Gateway/${name}`,
  requestStream: false,
  responseStream: false,
  requestSerialize: pass,
  requestDeserialize: pass,
  responseSerialize: pass,
  responseDeserialize: pass,
});

const service = {
  Evaluate: method('Evaluate'),
  Endorse: method('Endorse'),
  Submit: method('Submit'),
  CommitStatus: method('CommitStatus'),
} as const;

function submitHandler({ submit, submitFails }: GatewayScript): Handler {
  if (submitFails === true) return failing(status.UNAVAILABLE, 'no orderers could be reached');
  return given(submit, () => new gateway.SubmitResponse().serializeBinary());
}

const TOO_FEW = 'no combination of peers can be derived which satisfy the endorsement policy';

function endorseHandler(script: GatewayScript, calls: TransactionCall[]): Handler {
  const { refuse, endorse, endorseFails, endorsersMissing } = script;
  if (endorseFails === true) return failing(status.UNAVAILABLE, 'no peers available');
  if (endorsersMissing === true) return failing(status.FAILED_PRECONDITION, TOO_FEW);
  return refuse === undefined ? proposing(endorse, calls, endorsedCall, endorseReply) : refusing(refuse);
}

/** A gateway service on loopback that does what a script says. */
export class ScriptedGateway {
  readonly #server: Server;
  #port: number;
  /** Every proposal that came in, in order. */
  readonly calls: TransactionCall[] = [];
  /** How many transactions were submitted here. */
  submissions = 0;
  /** How many times it was asked for a commit. */
  questions = 0;

  private constructor(script: GatewayScript, port: number) {
    const { evaluate, refuse, commitStatus, commitStatusFails, onSubmit } = script;
    this.#server = new Server();
    this.#port = port;
    const submitted = (): void => {
      this.submissions += 1;
      onSubmit?.();
    };
    const asked = (): void => {
      this.questions += 1;
    };
    this.#server.addService(service, {
      Evaluate:
        refuse === undefined
          ? proposing(evaluate, this.calls, evaluatedCall, evaluateReply)
          : refusing(refuse),
      Endorse: endorseHandler(script, this.calls),
      Submit: counting(submitted, submitHandler(script)),
      CommitStatus: counting(
        asked,
        commitStatusFails === undefined
          ? given(commitStatus, commitStatusReply)
          : failing(commitStatusFails, 'commit status'),
      ),
    });
  }

  /** @param port - a free one unless given */
  static async start(
    { certificate, privateKey }: Credentials,
    script: GatewayScript,
    port = 0,
  ): Promise<ScriptedGateway> {
    const gateway = new ScriptedGateway(script, port);
    const pair = { cert_chain: Buffer.from(certificate), private_key: Buffer.from(privateKey) };
    await gateway.#listen(ServerCredentials.createSsl(null, [pair]));
    return gateway;
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return `localhost:${this.#port}`;
  }

  stop(): void {
    this.#server.forceShutdown();
  }

  #listen(credentials: ServerCredentials): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(`127.0.0.1:${this.#port}`, credentials, (error, port) => {
        this.#port = port;
        if (error === null) resolve();
        else reject(error);
      });
    });
  }
}
