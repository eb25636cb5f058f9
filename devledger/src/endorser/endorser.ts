// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';

import type { ChaincodeService } from '../chaincode/chaincode-service.js';
import { QueryContexts } from '../chaincode/query-contexts.js';
import type { ChaincodeDefinition } from '../directory/configuration.js';
import { messageOf } from '../errors.js';
import type { Signer } from '../identity/signer.js';
import { Simulator } from '../simulation/simulator.js';
import type { KeyHistory } from '../state/history.js';
import type { StateView } from '../state/versioned-state.js';
import { decode } from '../wire/decode.js';
import { LIFECYCLE_NAMESPACE, sequenceKey } from './lifecycle.js';
import type { Outcome } from './outcome.js';
import type { Proposal } from './proposal.js';

/** Responses below are successes of a chaincode; from here on peers do not endorse. */
const ERROR_THRESHOLD = 400;

/** The endorsing peer of one organisation. */
export interface EndorserOptions {
  readonly signer: Signer;
  readonly channel: string;
  readonly definition: ChaincodeDefinition;
  readonly chaincode: ChaincodeService;
  readonly history: KeyHistory;
  /** Milliseconds that a transaction may take (core.yaml: chaincode.executetimeout). */
  readonly executeTimeout: number;
  /** Where clients reach the peer: part of error details. */
  readonly address: string;
}

/** Runs checked proposals on its organisation's chaincode and signs what came out. */
export class Endorser {
  readonly #options: EndorserOptions;

  constructor(options: EndorserOptions) {
    this.#options = options;
  }

  get mspId(): string {
    return this.#options.signer.mspId;
  }

  get address(): string {
    return this.#options.address;
  }

  /**
   * Runs a proposal that passed the checks.
   *
   * @param state - what the transaction sees
   * @param signal - gives up waiting for a chaincode that is being restarted
   */
  async process(proposal: Proposal, state: StateView, signal: AbortSignal): Promise<Outcome> {
    const { definition, channel } = this.#options;
    if (proposal.chaincode !== definition.name) {
      const name = proposal.chaincode;
      return {
        kind: 'failed',
        message:
          `make sure the chaincode ${name} has been successfully defined on channel ${channel} and try again: ` +
          `chaincode ${name} not found`,
      };
    }
    const simulator = new Simulator(state, proposal.channelHeader.getTxId());
    simulator.get(LIFECYCLE_NAMESPACE, sequenceKey(definition.name));
    try {
      const message = await this.#execute(proposal, simulator, signal);
      return this.#judge(proposal, simulator, message);
    } catch (error) {
      return { kind: 'failed', message: `error in simulation: ${messageOf(error)}` };
    }
  }

  async #execute(
    proposal: Proposal,
    simulator: Simulator,
    signal: AbortSignal,
  ): Promise<peer.ChaincodeMessage> {
    const { channel, chaincode, definition, history, executeTimeout } = this.#options;
    const transactionId = proposal.channelHeader.getTxId();
    try {
      const connection = await chaincode.connection(signal);
      return await connection.call({
        channel,
        transactionId,
        input: proposal.input,
        signedProposal: proposal.signed,
        context: { namespace: definition.name, simulator, history, queries: new QueryContexts() },
        timeout: executeTimeout,
      });
    } catch (error) {
      throw new Error(`failed to execute transaction ${transactionId}: ${messageOf(error)}`);
    }
  }

  #judge(proposal: Proposal, simulator: Simulator, message: peer.ChaincodeMessage): Outcome {
    if (message.getType() === peer.ChaincodeMessage.Type.ERROR) {
      const text = Buffer.from(message.getPayload_asU8()).toString('utf8');
      throw new Error(`transaction returned with failure: ${text}`);
    }
    const response = decode(peer.Response, 'Response', message.getPayload_asU8());
    const status = response.getStatus();
    if (status < 200 || status >= ERROR_THRESHOLD) {
      return { kind: 'chaincode-error', status, message: response.getMessage() };
    }
    const payload = this.#payload(proposal, simulator, response, message.getChaincodeEvent());
    const { signer } = this.#options;
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(signer.serialized);
    endorsement.setSignature(signer.sign(Buffer.concat([payload, signer.serialized])));
    return { kind: 'endorsed', response, payload, endorsement };
  }

  #payload(
    proposal: Proposal,
    simulator: Simulator,
    response: peer.Response,
    event: peer.ChaincodeEvent | undefined,
  ): Uint8Array {
    const { definition } = this.#options;
    const id = new peer.ChaincodeID();
    id.setName(definition.name);
    id.setVersion(definition.version);
    const action = new peer.ChaincodeAction();
    action.setResults(simulator.results());
    action.setResponse(response);
    action.setChaincodeId(id);
    if (event !== undefined) {
      event.setChaincodeId(definition.name);
      event.setTxId(proposal.channelHeader.getTxId());
      action.setEvents(event.serializeBinary());
    }
    const payload = new peer.ProposalResponsePayload();
    payload.setProposalHash(proposal.hash);
    payload.setExtension$(action.serializeBinary());
    return payload.serializeBinary();
  }
}
