// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';

import type { Chain } from '../blocks/chain.js';
import type { ChaincodeService } from '../chaincode/chaincode-service.js';
import { QueryContexts } from '../chaincode/query-contexts.js';
import type { ChaincodeDefinition } from '../directory/configuration.js';
import { messageOf } from '../errors.js';
import type { MspRegistry } from '../identity/msp-registry.js';
import type { Signer } from '../identity/signer.js';
import { Simulator } from '../simulation/simulator.js';
import type { StateView } from '../state/versioned-state.js';
import { QSCC, queryChain } from '../system-chaincode/qscc.js';
import { decode } from '../wire/decode.js';
import { type Interest, interestOf } from './interest.js';
import { LIFECYCLE_NAMESPACE, sequenceKey } from './lifecycle.js';
import type { Outcome } from './outcome.js';
import type { Proposal } from './proposal.js';
import { type Execution, responsePayload } from './response-payload.js';

/** Responses below are successes of a chaincode; from here on peers do not endorse. */
const ERROR_THRESHOLD = 400;

/** Version of all system chaincodes (core/scc/scc.go). */
const SYSTEM_VERSION = 'syscc';

/** The endorsing peer of one organisation. */
export interface EndorserOptions {
  readonly signer: Signer;
  readonly channel: string;
  readonly definition: ChaincodeDefinition;
  readonly chaincode: ChaincodeService;
  readonly chain: Chain;
  readonly msps: MspRegistry;
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

  /** `msp.SerializedIdentity` of the peer. */
  get serialized(): Uint8Array {
    return this.#options.signer.serialized;
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
    if (proposal.chaincode === QSCC) return await this.#query(proposal);
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
    const { channel, chaincode, definition, chain, executeTimeout } = this.#options;
    const transactionId = proposal.channelHeader.getTxId();
    try {
      const connection = await chaincode.connection(signal);
      return await connection.call({
        channel,
        transactionId,
        input: proposal.input,
        signedProposal: proposal.signed,
        context: {
          namespace: definition.name,
          simulator,
          history: chain.history,
          queries: new QueryContexts(),
        },
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
    const { definition } = this.#options;
    const interest = interestOf(simulator, definition.name);
    const event = message.getChaincodeEvent();
    const results = simulator.results();
    return this.#endorsed(proposal, { chaincode: definition, response, results, event }, interest);
  }

  /** System chaincodes get no state, and what they answer has no policy. */
  async #query(proposal: Proposal): Promise<Outcome> {
    const response = await queryChain(proposal, this.#options);
    const status = response.getStatus();
    if (status >= ERROR_THRESHOLD) return { kind: 'chaincode-error', status, message: response.getMessage() };
    return this.#endorsed(proposal, { chaincode: { name: QSCC, version: SYSTEM_VERSION }, response });
  }

  #endorsed(proposal: Proposal, execution: Execution, interest?: Interest): Outcome {
    const { signer } = this.#options;
    const payload = responsePayload(proposal, execution);
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(signer.serialized);
    endorsement.setSignature(signer.sign(Buffer.concat([payload, signer.serialized])));
    return { kind: 'endorsed', response: execution.response, payload, endorsement, interest };
  }
}
