// SPDX-License-Identifier: Apache-2.0
import type { ContractMethods } from '@meterpki/protocol';
import { Context, Info, Returns, Transaction } from 'fabric-contract-api';
import { grantPermittedEndorsers } from '../governance/grant-endorsers';
import { getPolicy } from '../governance/policy';
import { answer } from '../transaction/answer';
import { BaseContract } from './base-contract';

/** Who takes part, by which rules, and who may register meters. */
@Info({ title: 'governance', description: 'Policy of the members and their permitted endorsers' })
export class GovernanceContract extends BaseContract implements ContractMethods<'governance', Context> {
  constructor() {
    super('governance');
  }

  @Transaction(false)
  @Returns('string')
  GetPolicy(context: Context, argument: string): Promise<string> {
    return answer(context, ['governance', 'GetPolicy'], argument, getPolicy);
  }

  @Transaction()
  @Returns('string')
  GrantPermittedEndorsers(context: Context, argument: string): Promise<string> {
    return answer(context, ['governance', 'GrantPermittedEndorsers'], argument, grantPermittedEndorsers);
  }
}
