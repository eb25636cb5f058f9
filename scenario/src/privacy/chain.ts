// SPDX-License-Identifier: Apache-2.0
import { profileOf, type LedgerDescriptor } from '@meterpki/client';
import { common, gateway } from '@hyperledger/fabric-protos';
import { PeerConnection } from '../conformance/calls/peer-connection';
import { called } from '../conformance/calls/unary';
import { callerFrom, type Caller } from '../conformance/identity/caller';
import { readProfile } from '../conformance/ledger/descriptor';
import { makeProposal } from '../conformance/messages/proposal';

/** Whoever may audit: any member's client may read blocks. */
const READER = 'ptb-society';

/** The blocks of a ledger as a peer gives them to anybody who may read them, through the system chaincode qscc. */
export class Chain {
  readonly #channel: string;
  readonly #mspId: string;
  readonly #peer: PeerConnection;
  readonly #caller: Caller;

  constructor(ledger: LedgerDescriptor) {
    const profile = readProfile(profileOf(ledger, READER));
    this.#channel = ledger.channel;
    this.#mspId = profile.mspId;
    this.#peer = new PeerConnection(profile.peer);
    this.#caller = callerFrom(profile.mspId, profile);
  }

  close(): void {
    this.#peer.close();
  }

  /** How many blocks there are. @throws Error where the peer refuses */
  async height(): Promise<number> {
    return common.BlockchainInfo.deserializeBinary(await this.#query('GetChainInfo')).getHeight();
  }

  /** A block as serialised bytes. @throws Error where the peer refuses */
  block(number: number): Promise<Uint8Array> {
    return this.#query('GetBlockByNumber', String(number));
  }

  async #query(name: string, ...rest: string[]): Promise<Uint8Array> {
    const target = { channel: this.#channel, chaincode: 'qscc' };
    const { signed } = makeProposal(target, this.#caller, { args: [name, this.#channel, ...rest] });
    const request = new gateway.EvaluateRequest();
    request.setProposedTransaction(signed);
    request.setTargetOrganizationsList([this.#mspId]);
    const answered = await called<gateway.EvaluateResponse>((options, callback) =>
      this.#peer.gateway.evaluate(request, options, callback),
    );
    if ('refusal' in answered) throw new Error(`qscc ${name}: ${answered.refusal.message}`);
    return answered.answer.getResult()?.getPayload_asU8() ?? new Uint8Array();
  }
}
