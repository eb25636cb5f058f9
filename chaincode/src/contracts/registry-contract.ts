// SPDX-License-Identifier: Apache-2.0
import type { ContractMethods } from '@meterpki/protocol';
import { Context, Info, Returns, Transaction } from 'fabric-contract-api';
import { approveImport } from '../registry/approve-import';
import { attestMeters } from '../registry/attest-meters';
import { issueChallenge } from '../registry/challenge';
import { importMeters } from '../registry/import-meters';
import { getMeters, isRegistered, mayBePlacedOnMarket } from '../registry/queries';
import { registerMeters } from '../registry/register-meters';
import { revokeKeys } from '../registry/revoke-keys';
import { answer } from '../transaction/answer';
import { BaseContract } from './base-contract';

/** Meters, their keys, and who vouches for them. */
@Info({ title: 'registry', description: 'Meters, keys, attestations and revocations' })
export class RegistryContract extends BaseContract implements ContractMethods<'registry', Context> {
  constructor() {
    super('registry');
  }

  @Transaction()
  @Returns('string')
  IssueChallenge(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'IssueChallenge'], argument, issueChallenge);
  }

  @Transaction()
  @Returns('string')
  RegisterMeters(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'RegisterMeters'], argument, registerMeters);
  }

  @Transaction()
  @Returns('string')
  AttestMeters(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'AttestMeters'], argument, attestMeters);
  }

  @Transaction()
  @Returns('string')
  ImportMeters(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'ImportMeters'], argument, importMeters);
  }

  @Transaction()
  @Returns('string')
  ApproveImport(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'ApproveImport'], argument, approveImport);
  }

  @Transaction()
  @Returns('string')
  RevokeKeys(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'RevokeKeys'], argument, revokeKeys);
  }

  @Transaction(false)
  @Returns('string')
  GetMeters(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'GetMeters'], argument, getMeters);
  }

  @Transaction(false)
  @Returns('string')
  IsRegistered(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'IsRegistered'], argument, isRegistered);
  }

  @Transaction(false)
  @Returns('string')
  MayBePlacedOnMarket(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'MayBePlacedOnMarket'], argument, mayBePlacedOnMarket);
  }
}
