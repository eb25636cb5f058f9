// SPDX-License-Identifier: Apache-2.0
import { sign } from 'node:crypto';

import { status } from '@grpc/grpc-js';
import { gateway, peer } from '@hyperledger/fabric-protos';

import { readLowS } from '../../../dist/identity/der-signature.js';
import { issue, newKeys } from '../../support/certificates.js';
import { type Profile, readProfile } from '../../support/client.js';
import type { TestLedger } from '../../support/ledger.js';
import {
  keyOf,
  type ProposalWish,
  RawGateway,
  type Refusal,
  serializedIdentity,
  signedProposal,
} from '../../support/raw-calls.js';

/** What the peer refuses to run. */
export function proposalRefusalSuite(ledger: TestLedger): void {
  let profile: Profile;
  let raw: RawGateway;

  beforeAll(() => {
    profile = readProfile(ledger.profile('ptb-society'));
    raw = new RawGateway(profile);
  });

  afterAll(() => {
    raw.close();
  });

  async function evaluated(wish: ProposalWish, organisations: readonly string[] = []): Promise<Refusal> {
    return (await raw.evaluate(signedProposal(profile, wish).signed, organisations)) as Refusal;
  }

  async function endorsed(wish: ProposalWish, organisations: readonly string[] = []): Promise<Refusal> {
    return (await raw.endorse(signedProposal(profile, wish).signed, organisations)) as Refusal;
  }

  /** A refusal by the peer's checks: FAILED_PRECONDITION when evaluating, ABORTED when endorsing. */
  async function expectRefused(wish: ProposalWish, message: string | RegExp): Promise<void> {
    const matching: unknown = typeof message === 'string' ? message : expect.stringMatching(message);
    const evaluation = await evaluated(wish);
    expect(evaluation).toMatchObject({
      code: status.FAILED_PRECONDITION,
      faults: [{ address: profile.address, mspId: 'PTBMSP', message: matching }],
    });
    expect(evaluation.details).toBe(
      `evaluate call to endorser returned error: ${evaluation.faults[0]?.message ?? ''}`,
    );
    expect(await endorsed(wish)).toEqual({
      code: status.ABORTED,
      details: 'failed to endorse transaction, see attached details for more info',
      faults: [{ address: profile.address, mspId: 'PTBMSP', message: matching }],
    });
  }

  describe('a proposal', () => {
    it('passes when it is right', async () => {
      const answer = await raw.evaluate(signedProposal(profile, { args: ['put', 'a', '1'] }).signed);
      expect(answer).toBeInstanceOf(gateway.EvaluateResponse);
      expect(await raw.endorse(signedProposal(profile).signed)).toBeInstanceOf(gateway.EndorseResponse);
    });

    it.each<[string, ProposalWish, string | RegExp]>([
      ['header type', { type: 0 }, 'error validating proposal: invalid header type MESSAGE'],
      ['epoch', { epoch: 1 }, 'error validating proposal: epoch is non-zero'],
      ['nonce', { nonce: new Uint8Array() }, 'error validating proposal: nonce is empty'],
      ['creator', { creator: new Uint8Array() }, 'error validating proposal: creator is empty'],
      [
        'transaction ID',
        { transactionId: 'ab'.repeat(32) },
        /^error validating proposal: incorrectly computed txid '(ab){32}' -- expected '\w{64}'$/,
      ],
      [
        'missing signature',
        { signature: () => new Uint8Array() },
        'error validating proposal: empty signature bytes',
      ],
      [
        'signature of nothing',
        { signature: () => Buffer.from('3006020105020106', 'hex') },
        'error validating proposal: access denied: channel [nmichannel] creator org [PTBMSP]',
      ],
      [
        'creator without certificate',
        { creator: Buffer.from('no identity') },
        'error validating proposal: access denied: channel [nmichannel] creator org unknown, creator is malformed',
      ],
    ])('is refused for its %s', async (_name, wish, message) => {
      await expectRefused(wish, message);
    });

    it('is refused when its signature has a high s', async () => {
      const signature = (data: Uint8Array): Uint8Array => {
        for (;;) {
          const made = sign('sha256', data, keyOf(profile));
          if (readLowS(made, 'prime256v1') === undefined) return made;
        }
      };
      await expectRefused(
        { signature },
        'error validating proposal: access denied: channel [nmichannel] creator org [PTBMSP]',
      );
    });

    it('is refused when its transaction is on the ledger already', async () => {
      const client = ledger.client('ptb-society');
      const proposal = client.contract.newProposal('put', { arguments: ['duplicate', '1'] });
      const commit = await (await proposal.endorse()).submit();
      expect(await commit.getStatus()).toMatchObject({ successful: true });
      const signed = peer.SignedProposal.deserializeBinary(
        gateway.ProposedTransaction.deserializeBinary(proposal.getBytes()).getProposal()?.serializeBinary() ??
          new Uint8Array(),
      );
      expect(await raw.evaluate(signed)).toMatchObject({
        code: status.FAILED_PRECONDITION,
        faults: [
          {
            message: expect.stringMatching(
              new RegExp(
                `^duplicate transaction found \\[${proposal.getTransactionId()}\\]\\. Creator \\[[0-9a-f]+\\]$`,
              ),
            ) as string,
          },
        ],
      });
    });

    it.each([[-16], [16]])('is refused by every peer asked when it is %d minutes off', async (minutes) => {
      const message: unknown = expect.stringMatching(
        /^request unauthorized due to incorrect timestamp \S+Z, peer time \S+Z, peer\.authentication\.timewindow 15m0s$/,
      );
      const evaluation = await evaluated({ clockOffset: minutes * 60 });
      expect(evaluation).toMatchObject({
        code: status.UNAVAILABLE,
        details: 'failed to evaluate transaction, see attached details for more info',
        faults: [{ mspId: 'PTBMSP', message }, { mspId: 'InmetroMSP' }],
      });
      expect(evaluation.faults[1]?.message).toMatch(/^rpc error: code = Unknown desc = request unauthorized/);
      expect(await endorsed({ clockOffset: minutes * 60 })).toMatchObject({
        code: status.ABORTED,
        faults: [{ mspId: 'PTBMSP', message }],
      });
    });

    it('passes when it is 14 minutes off', async () => {
      expect(await raw.evaluate(signedProposal(profile, { clockOffset: 840 }).signed)).toBeInstanceOf(
        gateway.EvaluateResponse,
      );
    });
  });

  describe('a creator', () => {
    const denied = 'error validating proposal: access denied: channel [nmichannel] creator org [PTBMSP]';
    const malformed =
      'error validating proposal: access denied: channel [nmichannel] creator org unknown, creator is malformed';
    const notWriter =
      'failed evaluating policy on signed data during check policy ' +
      '[/Channel/Application/Writers]: [implicit policy evaluation failed - 0 sub-policies were satisfied, ' +
      "but this policy requires 1 of the 'Writers' sub-policies to be satisfied]";

    it.each<[string, readonly string[], string]>([
      ['no unit', [], denied],
      ['two roles', ['client', 'admin'], denied],
      ['a unit in other letters', ['Client'], denied],
      ['a unit that only contains the role', ['client2'], denied],
      ['the role of a peer', ['peer'], notWriter],
      ['the role of an orderer', ['orderer'], notWriter],
    ])('with %s is refused', async (_name, units, message) => {
      const { certificate, key } = await issue(ledger.directory, 'ptb', { units });
      await expectRefused({ creator: serializedIdentity('PTBMSP', certificate), key }, message);
    });

    it.each([[['client', 'metering']], [['admin']]])('with the units %j passes', async (units) => {
      const { certificate, key } = await issue(ledger.directory, 'ptb', { units });
      const wish = { creator: serializedIdentity('PTBMSP', certificate), key };
      expect(await raw.evaluate(signedProposal(profile, wish).signed)).toBeInstanceOf(
        gateway.EvaluateResponse,
      );
    });

    it('with the certificate of another organisation is refused', async () => {
      const { certificate, key } = await issue(ledger.directory, 'inmetro', { units: ['client'] });
      await expectRefused({ creator: serializedIdentity('PTBMSP', certificate), key }, malformed);
    });

    it('with a certificate that names the authority without being signed by it is refused', async () => {
      const { privateKey } = await newKeys();
      const { certificate, key } = await issue(ledger.directory, 'ptb', {
        units: ['client'],
        signedBy: privateKey,
      });
      await expectRefused({ creator: serializedIdentity('PTBMSP', certificate), key }, malformed);
    });

    it('that is a certification authority is refused', async () => {
      const { certificate, key } = await issue(ledger.directory, 'ptb', {
        units: ['client'],
        isAuthority: true,
      });
      await expectRefused({ creator: serializedIdentity('PTBMSP', certificate), key }, denied);
    });

    it('of an organisation that is no member is refused', async () => {
      const creator = serializedIdentity('OtherMSP', profile.certificate);
      await expectRefused({ creator }, malformed);
    });

    it('whose certificate has expired is refused', async () => {
      const { certificate, key } = await issue(ledger.directory, 'ptb', {
        units: ['client'],
        days: [-0.002, -0.001],
      });
      const refusal = await endorsed({ creator: serializedIdentity('PTBMSP', certificate), key });
      expect(refusal.faults[0]?.message).toBe('proposal client identity expired');
    });
  });

  describe('the target', () => {
    it('must be the channel', async () => {
      expect(await evaluated({ channel: 'other' })).toEqual({
        code: status.UNAVAILABLE,
        details: 'failed to get config for channel [other]: could not get last config for channel other',
        faults: [],
      });
      expect((await endorsed({ channel: 'other' })).code).toBe(status.FAILED_PRECONDITION);
      expect((await evaluated({ channel: '' })).details).toBe(
        'failed to unpack transaction proposal: no channel id provided',
      );
    });

    it('must be the chaincode', async () => {
      expect(await evaluated({ chaincode: 'other' })).toMatchObject({
        code: status.FAILED_PRECONDITION,
        details: 'no peers available to evaluate chaincode other in channel nmichannel',
      });
      expect(await endorsed({ chaincode: 'other' })).toMatchObject({
        code: status.FAILED_PRECONDITION,
        details:
          'no combination of peers can be derived which satisfy the endorsement policy: ' +
          'No metadata was found for chaincode other in channel nmichannel',
      });
      expect((await endorsed({ chaincode: 'other', transient: { a: 'b' } })).details).toBe(
        "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to protect transient data",
      );
      expect((await endorsed({ headerChaincode: 'other' })).faults[0]?.message).toBe(
        'make sure the chaincode other has been successfully defined on channel nmichannel and try again: ' +
          'chaincode other not found',
      );
    });

    it('must be organisations of the channel', async () => {
      expect(await endorsed({}, ['PTBMSP', 'OtherMSP', 'ThirdMSP'])).toEqual({
        code: status.UNAVAILABLE,
        details: 'failed to find any endorsing peers for org(s): OtherMSP, ThirdMSP',
        faults: [],
      });
      expect((await evaluated({}, ['OtherMSP'])).code).toBe(status.FAILED_PRECONDITION);
      expect(await raw.evaluate(signedProposal(profile).signed, ['InmetroMSP'])).toBeInstanceOf(
        gateway.EvaluateResponse,
      );
    });

    it('must be in a proposal', async () => {
      expect(await raw.evaluate(undefined)).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'failed to unpack transaction proposal: a signed proposal is required',
      });
      expect(await raw.endorse(undefined)).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'the proposed transaction must contain a signed proposal',
      });
      const broken = new peer.SignedProposal();
      broken.setProposalBytes(Buffer.from([0x0a, 0xff]));
      expect((await raw.endorse(broken)) as Refusal).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'error unmarshalling Proposal: proto: cannot parse invalid wire-format data',
      });
    });
  });
}
