// SPDX-License-Identifier: Apache-2.0
import type { EndorseError } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';

import { type TestClient, text } from '../../support/client.js';
import type { TestLedger } from '../../support/ledger.js';
import { rejectionOf } from '../../support/temporary.js';
import { codeOf, endorse, envelopeOf, withAction } from '../../support/transactions.js';

const { TxValidationCode: Code } = peer;

/** Endorsement policies of keys. */
export function keyPolicySuite(ledger: TestLedger): void {
  let client: TestClient;

  beforeAll(() => {
    client = ledger.client('ptb-endorser1');
  });

  /** How many peers the gateway asked on its own, and what became of the transaction. */
  async function put(key: string): Promise<{ endorsements: number; code: number }> {
    const transaction = await endorse(client, 'put', key, 'changed');
    let endorsements = 0;
    withAction(client.profile, envelopeOf(client.profile, transaction), (action) => {
      endorsements = action.getAction()?.getEndorsementsList().length ?? 0;
    });
    return { endorsements, code: await codeOf(transaction) };
  }

  async function putAt(key: string, organisation: string): Promise<number> {
    const proposal = client.contract.newProposal('put', {
      arguments: [key, 'changed'],
      endorsingOrganizations: [organisation],
    });
    return await codeOf(await proposal.endorse());
  }

  describe('key policies', () => {
    it('are read as they were written', async () => {
      await client.contract.submitTransaction('putWithPolicy', 'owned', '1', 'InmetroMSP');
      expect(text(await client.contract.evaluateTransaction('policyOf', 'owned'))).toBe('InmetroMSP');
      expect(text(await client.contract.evaluateTransaction('policyOf', 'unowned'))).toBe('');
    });

    it('let the owner change its key alone, and nobody else', async () => {
      await client.contract.submitTransaction('putWithPolicy', 'of PTB', '1', 'PTBMSP');
      expect(await putAt('of PTB', 'InmetroMSP')).toBe(Code.ENDORSEMENT_POLICY_FAILURE);
      expect(await putAt('of PTB', 'PTBMSP')).toBe(Code.VALID);
      expect(text(await client.contract.evaluateTransaction('get', 'of PTB'))).toBe('changed');
    });

    it('tell the gateway whom to ask', async () => {
      await client.contract.submitTransaction('putWithPolicy', 'asked', '1', 'InmetroMSP');
      expect(await put('asked')).toEqual({ endorsements: 1, code: Code.VALID });
      await client.contract.submitTransaction('putWithPolicy', 'asked', '1', 'InmetroMSP,PTBMSP');
      expect(await put('asked')).toEqual({ endorsements: 2, code: Code.VALID });
    });

    it('of somebody who has no peer cannot be endorsed', async () => {
      await client.contract.submitTransaction('putWithPolicy', 'lost', '1', 'NobodyMSP');
      const error = (await rejectionOf(endorse(client, 'put', 'lost', '2'))) as EndorseError;
      expect(error.cause.details).toMatch(/no peer combination can satisfy the endorsement policy$/);
    });

    it('are still there after a restart', async () => {
      await client.contract.submitTransaction('putWithPolicy', 'kept', '1', 'PTBMSP');
      await ledger.restart();
      client = ledger.client('ptb-endorser1');
      expect(text(await client.contract.evaluateTransaction('policyOf', 'kept'))).toBe('PTBMSP');
      expect(await putAt('kept', 'InmetroMSP')).toBe(Code.ENDORSEMENT_POLICY_FAILURE);
    }, 120_000);
  });
}
