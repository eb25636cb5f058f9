// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import type { Transaction } from '@hyperledger/fabric-gateway';
import { common, gateway, peer } from '@hyperledger/fabric-protos';

import { validationCodes } from '../../../dist/blocks/block-format.js';
import { type TestClient, text } from '../../support/client.js';
import type { TestLedger } from '../../support/ledger.js';
import { keyOf, lowSignature, RawGateway, type Refusal } from '../../support/raw-calls.js';
import {
  blocksIn,
  commitStatusRequest,
  endorse,
  envelopeOf,
  setEndorsements,
  withAction,
} from '../../support/transactions.js';

const { TxValidationCode: Code } = peer;

/** What the orderer takes, and what becomes of it. */
export function submitSuite(ledger: TestLedger): void {
  let client: TestClient;
  let raw: RawGateway;

  beforeAll(() => {
    client = ledger.client('ptb-endorser1');
    raw = new RawGateway(client.profile);
  });

  afterAll(() => {
    raw.close();
  });

  async function endorsed(name: string, ...args: string[]): Promise<Transaction> {
    return await endorse(client, name, ...args);
  }

  async function statusOf(envelope: common.Envelope, transactionId: string): Promise<number> {
    expect(await raw.submit(envelope, 'nmichannel')).toBeInstanceOf(gateway.SubmitResponse);
    const answer = await raw.commitStatus(commitStatusRequest(client.profile, transactionId));
    return (answer as gateway.CommitStatusResponse).getResult();
  }

  describe('a submitted envelope', () => {
    it('is committed once', async () => {
      const transaction = await endorsed('put', 'once', '1');
      const envelope = envelopeOf(client.profile, transaction);
      expect(await statusOf(envelope, transaction.getTransactionId())).toBe(Code.VALID);
      expect(await raw.submit(envelope, 'nmichannel')).toBeInstanceOf(gateway.SubmitResponse);
      await client.contract.submitTransaction('put', 'after', '1');
      const codes = blocksIn(ledger.directory)
        .slice(-2)
        .flatMap((block) => [...validationCodes(block)]);
      expect(codes).toContain(Code.DUPLICATE_TXID);
      expect(await statusOf(envelope, transaction.getTransactionId())).toBe(Code.VALID);
    });

    it('with one endorsement too few is invalid', async () => {
      const transaction = await endorsed('put', 'few', '1');
      const envelope = withAction(client.profile, envelopeOf(client.profile, transaction), (action) => {
        setEndorsements(action, (list) => list.slice(0, 1));
      });
      expect(await statusOf(envelope, transaction.getTransactionId())).toBe(Code.ENDORSEMENT_POLICY_FAILURE);
    });

    it('with the same endorsement twice is invalid', async () => {
      const transaction = await endorsed('put', 'twice', '1');
      const envelope = withAction(client.profile, envelopeOf(client.profile, transaction), (action) => {
        setEndorsements(action, ([first]) => (first === undefined ? [] : [first, first]));
      });
      expect(await statusOf(envelope, transaction.getTransactionId())).toBe(Code.ENDORSEMENT_POLICY_FAILURE);
    });

    it('with other content than was endorsed is invalid', async () => {
      const transaction = await endorsed('put', 'other', '1');
      const other = await endorsed('put', 'other', '2');
      const foreign = envelopeOf(client.profile, other);
      const swapped = withAction(client.profile, envelopeOf(client.profile, transaction), (action) => {
        withAction(client.profile, foreign, (otherAction) => {
          action.setAction(otherAction.getAction());
        });
      });
      expect(await statusOf(swapped, transaction.getTransactionId())).toBe(Code.INVALID_ENDORSER_TRANSACTION);
      expect(text(await client.contract.evaluateTransaction('get', 'other'))).toBe('');
    });

    it('is refused with a wrong signature', async () => {
      const envelope = envelopeOf(client.profile, await endorsed('put', 'unsigned', '1'));
      envelope.setSignature(lowSignature(Buffer.from('something else'), keyOf(client.profile)));
      expect(await raw.submit(envelope, 'nmichannel')).toEqual({
        code: status.ABORTED,
        details:
          'received unsuccessful response from orderer: status=FORBIDDEN, info=implicit policy evaluation failed - ' +
          "0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied: " +
          'permission denied',
        faults: [],
      });
    });

    it('is refused without signature, without envelope and for another channel', async () => {
      const envelope = envelopeOf(client.profile, await endorsed('put', 'unsigned', '1'));
      expect(await raw.submit(envelope, 'other')).toMatchObject({ code: status.FAILED_PRECONDITION });
      expect(await raw.submit(undefined, 'nmichannel')).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'a prepared transaction is required',
      });
      envelope.setSignature('');
      expect(await raw.submit(envelope, 'nmichannel')).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'prepared transaction must be signed',
      });
    });

    it('is refused when it is no transaction', async () => {
      const envelope = new common.Envelope();
      envelope.setPayload(Buffer.from([0x0a, 0xff]));
      envelope.setSignature(Buffer.of(1));
      expect(((await raw.submit(envelope, 'nmichannel')) as Refusal).details).toMatch(
        /^received unsuccessful response from orderer: status=BAD_REQUEST, info=could not determine channel ID: /,
      );
    });
  });

  describe('the commit status', () => {
    it('is for readers of the channel', async () => {
      expect(
        await raw.commitStatus(commitStatusRequest(client.profile, 'ab', { creator: Buffer.from('nobody') })),
      ).toEqual({
        code: status.PERMISSION_DENIED,
        details:
          'Failed evaluating policy on signed data during check policy on channel [nmichannel] with policy ' +
          '[/Channel/Application/Readers]: [implicit policy evaluation failed - 0 sub-policies were satisfied, ' +
          "but this policy requires 1 of the 'Readers' sub-policies to be satisfied]",
        faults: [],
      });
      const tampered = commitStatusRequest(client.profile, 'ab');
      tampered.setSignature(lowSignature(Buffer.from('other'), keyOf(client.profile)));
      expect(await raw.commitStatus(tampered)).toMatchObject({ code: status.PERMISSION_DENIED });
      expect(
        await raw.commitStatus(commitStatusRequest(client.profile, 'ab', { channel: 'other' })),
      ).toMatchObject({
        code: status.PERMISSION_DENIED,
        details: 'Failed to get policy manager for channel [other]',
      });
    });

    it('wants to know whose and which', async () => {
      for (const [request, details] of [
        [new gateway.SignedCommitStatusRequest(), 'a commit status request is required'],
        [commitStatusRequest(client.profile, 'ab', { creator: new Uint8Array() }), 'no identity provided'],
        [commitStatusRequest(client.profile, 'ab', { channel: '' }), 'no channel ID provided'],
        [commitStatusRequest(client.profile, ''), 'transaction ID should not be empty'],
      ] as const) {
        expect(await raw.commitStatus(request)).toMatchObject({ code: status.INVALID_ARGUMENT, details });
      }
    });

    it('is given when the transaction is in a block, however early it was asked for', async () => {
      const transaction = await endorsed('put', 'waiting', '1');
      const answer = raw.commitStatus(commitStatusRequest(client.profile, transaction.getTransactionId()));
      await client.contract.submitTransaction('put', 'another', '1');
      await transaction.submit();
      expect(((await answer) as gateway.CommitStatusResponse).getResult()).toBe(Code.VALID);
    });
  });
}
