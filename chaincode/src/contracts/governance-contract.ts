// SPDX-License-Identifier: Apache-2.0
import type { ContractMethods } from '@meterpki/protocol';
import { Context, Info, Returns, Transaction } from 'fabric-contract-api';
import { grantPermittedEndorsers } from '../governance/grant-endorsers';
import { listPermittedEndorsers } from '../governance/list-endorsers';
import { getPolicy } from '../governance/policy';
import { listProposals, proposePolicy } from '../governance/proposals';
import { revokePermittedEndorsers } from '../governance/revoke-endorsers';
import { voteOnPolicy } from '../governance/vote';
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

  @Transaction()
  @Returns('string')
  RevokePermittedEndorsers(context: Context, argument: string): Promise<string> {
    return answer(context, ['governance', 'RevokePermittedEndorsers'], argument, revokePermittedEndorsers);
  }

  @Transaction(false)
  @Returns('string')
  ListPermittedEndorsers(context: Context, argument: string): Promise<string> {
    return answer(context, ['governance', 'ListPermittedEndorsers'], argument, listPermittedEndorsers);
  }

  @Transaction()
  @Returns('string')
  ProposePolicy(context: Context, argument: string): Promise<string> {
    return answer(context, ['governance', 'ProposePolicy'], argument, proposePolicy);
  }

  @Transaction()
  @Returns('string')
  VoteOnPolicy(context: Context, argument: string): Promise<string> {
    return answer(context, ['governance', 'VoteOnPolicy'], argument, voteOnPolicy);
  }

  @Transaction(false)
  @Returns('string')
  ListProposals(context: Context, argument: string): Promise<string> {
    return answer(context, ['governance', 'ListProposals'], argument, listProposals);
  }
}
