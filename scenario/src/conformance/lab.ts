// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { status, type ServiceError } from '@grpc/grpc-js';
import { common, gateway, type peer } from '@hyperledger/fabric-protos';
import { collect } from './calls/collect';
import { PeerConnection } from './calls/peer-connection';
import { type Answered, called } from './calls/unary';
import type { Caller } from './identity/caller';
import { type Cast, castOf } from './identity/cast';
import { revocationList } from './identity/revocation';
import type { LedgerUnderTest } from './ledger/descriptor';
import { makeProposal, type MadeProposal, type ProposalWish } from './messages/proposal';
import { revocationUpdate } from './messages/config-update';
import { signedTransaction, type Tampering } from './messages/envelope';
import { position } from './messages/requests';
import { seekEnvelope } from './messages/seek';
import { refusalSeen } from './observation/refusal';

/** An endorsed transaction, not yet sent. */
export interface Endorsed {
  readonly transactionId: string;
  /** As the gateway handed it out: without signature. */
  readonly prepared: common.Envelope;
}

/** How endorsements are collected. */
export interface EndorseWish extends ProposalWish {
  /** MSP IDs; without, the gateway chooses. */
  readonly organisations?: readonly string[];
}

/** How often an endorsement is asked for that must be given, and the pause in between. */
const ATTEMPTS = 20;
const PAUSE_MS = 500;

/** Why a case cannot go on: something was refused that must not be. */
export const refused = (what: string, refusal: ServiceError): Error =>
  new Error(`${what}: ${JSON.stringify(refusalSeen(refusal))}`);

/** What cases work with: a ledger, its two peers, and callers of every kind. */
export class Lab {
  readonly ledger: LedgerUnderTest;
  readonly cast: Cast;
  /** The peer of PTB, to which all calls go. */
  readonly peer: PeerConnection;
  /** Marks the keys of this run: a ledger may have seen others before. */
  readonly run = `#${randomBytes(4).toString('hex')}`;
  readonly #other: PeerConnection;
  #someTransaction: Promise<string> | undefined;

  private constructor(ledger: LedgerUnderTest, cast: Cast) {
    this.ledger = ledger;
    this.cast = cast;
    this.peer = new PeerConnection(ledger.profile('ptb-endorser1').peer);
    this.#other = new PeerConnection(ledger.profile('inmetro-endorser1').peer);
  }

  /** Connects to both peers, makes the callers, and sees to it that the revoked one is revoked. */
  static async open(ledger: LedgerUnderTest): Promise<Lab> {
    const lab = new Lab(ledger, await castOf(ledger));
    try {
      if (ledger.kind === 'fabric') await lab.#revoke();
      return lab;
    } catch (error) {
      lab.close();
      throw error;
    }
  }

  close(): void {
    this.peer.close();
    this.#other.close();
  }

  /** A key that no other run has used. */
  own(key: string): string {
    return key + this.run;
  }

  /** A proposal to the conformance contract, by PTB's client unless somebody else is named. */
  proposal(wish: ProposalWish, caller: Caller = this.cast.client): MadeProposal {
    return makeProposal(this.ledger, caller, wish);
  }

  /** `gateway.Gateway/Evaluate`. */
  async evaluate(
    signed: peer.SignedProposal | undefined,
    organisations: readonly string[] = [],
    milliseconds?: number,
  ): Promise<Answered<gateway.EvaluateResponse>> {
    const request = new gateway.EvaluateRequest();
    request.setProposedTransaction(signed);
    request.setTargetOrganizationsList([...organisations]);
    return await called(
      (options, callback) => this.peer.gateway.evaluate(request, options, callback),
      milliseconds,
    );
  }

  /** `gateway.Gateway/Endorse`. */
  async endorse(
    signed: peer.SignedProposal | undefined,
    organisations: readonly string[] = [],
    milliseconds?: number,
  ): Promise<Answered<gateway.EndorseResponse>> {
    const request = new gateway.EndorseRequest();
    request.setProposedTransaction(signed);
    request.setEndorsingOrganizationsList([...organisations]);
    return await called(
      (options, callback) => this.peer.gateway.endorse(request, options, callback),
      milliseconds,
    );
  }

  /** `gateway.Gateway/Submit`. */
  async submit(
    envelope: common.Envelope | undefined,
    channel = this.ledger.channel,
  ): Promise<Answered<gateway.SubmitResponse>> {
    const request = new gateway.SubmitRequest();
    request.setChannelId(channel);
    request.setPreparedTransaction(envelope);
    return await called((options, callback) => this.peer.gateway.submit(request, options, callback));
  }

  /** `gateway.Gateway/CommitStatus`. */
  async commitStatus(
    request: gateway.SignedCommitStatusRequest,
    milliseconds?: number,
  ): Promise<Answered<gateway.CommitStatusResponse>> {
    return await called(
      (options, callback) => this.peer.gateway.commitStatus(request, options, callback),
      milliseconds,
    );
  }

  /** Endorses a transaction that must be endorsed; on a busy machine a peer may lose sight of another for a moment. */
  async endorsed(wish: EndorseWish, attempts = ATTEMPTS): Promise<Endorsed> {
    const { signed, transactionId } = this.proposal(wish);
    const answered = await this.endorse(signed, wish.organisations);
    if ('answer' in answered)
      return { transactionId, prepared: answered.answer.getPreparedTransaction() ?? new common.Envelope() };
    if (answered.refusal.code !== status.UNAVAILABLE || attempts <= 1)
      throw refused('not endorsed', answered.refusal);
    await delay(PAUSE_MS);
    return await this.endorsed(wish, attempts - 1);
  }

  /** Sends an endorsed transaction and waits for its block at both peers. */
  async committed({ prepared }: Endorsed, tamper?: Tampering): Promise<common.Block> {
    return await this.inBlock(signedTransaction(prepared, this.cast.client, tamper));
  }

  /** Endorses and commits a transaction that prepares something. */
  async done(...args: readonly string[]): Promise<string> {
    const endorsed = await this.endorsed({ args });
    await this.committed(endorsed);
    return endorsed.transactionId;
  }

  /** ID of a committed transaction that emitted an event; the same one at every call. */
  async someTransaction(): Promise<string> {
    this.#someTransaction ??= this.done('event', 'some event', 'payload');
    return await this.#someTransaction;
  }

  /** Sends an envelope that the orderer must take and waits for its block at both peers. */
  async inBlock(envelope: common.Envelope): Promise<common.Block> {
    const next = await this.height();
    const sent = await this.submit(envelope);
    if ('refusal' in sent) throw refused('not ordered', sent.refusal);
    return await this.blockAt(next);
  }

  /** Waits for a block at both peers. */
  async blockAt(number: number): Promise<common.Block> {
    const [block] = await Promise.all([this.#blockOf(this.peer, number), this.#blockOf(this.#other, number)]);
    return block;
  }

  /** Waits until blocks from a number on hold so many transactions. */
  async blocksUntil(first: number, transactions: number): Promise<void> {
    let found = 0;
    for (let number = first; found < transactions; number += 1) {
      found += (await this.blockAt(number)).getData()?.getDataList().length ?? 0;
    }
  }

  /** Number of blocks at PTB's peer. */
  async height(): Promise<number> {
    const { signed } = this.proposal({ chaincode: 'qscc', args: ['GetChainInfo', this.ledger.channel] });
    const answered = await this.evaluate(signed, ['PTBMSP']);
    if ('refusal' in answered) throw refused('no chain info', answered.refusal);
    return common.BlockchainInfo.deserializeBinary(
      answered.answer.getResult()?.getPayload_asU8() ?? Buffer.of(),
    ).getHeight();
  }

  /** Puts the revocation list into the channel's configuration, unless an earlier run did. */
  async #revoke(): Promise<void> {
    const { signed } = this.proposal({ chaincode: 'cscc', args: ['GetConfigBlock', this.ledger.channel] });
    const answered = await this.evaluate(signed, ['PTBMSP']);
    if ('refusal' in answered) throw refused('no configuration', answered.refusal);
    const block = common.Block.deserializeBinary(
      answered.answer.getResult()?.getPayload_asU8() ?? Buffer.of(),
    );
    const list = await revocationList(this.ledger.material.authority('ptb'));
    const update = revocationUpdate(block, this.cast.admin, list);
    if (update !== undefined) await this.inBlock(update);
  }

  async #blockOf(connection: PeerConnection, number: number): Promise<common.Block> {
    const { channel } = this.ledger;
    const [start, stop] = [position.block(number), position.block(number)];
    const stream = connection.deliver.deliver({ deadline: Date.now() + 30_000 });
    stream.write(seekEnvelope(this.cast.client, { channel, start, stop }));
    const { messages } = await collect<peer.DeliverResponse>(stream, (seen) => seen.length === 1);
    const block = messages[0]?.getBlock();
    if (block === undefined) throw new Error(`block ${number} did not come`);
    return block;
  }
}
