// SPDX-License-Identifier: Apache-2.0
import type { ContractMethods } from '@meterpki/protocol';
import { Context, Info, Returns, Transaction } from 'fabric-contract-api';
import { approveImport } from '../registry/approve-import';
import { attestMeters } from '../registry/attest-meters';
import { issueChallenge } from '../registry/challenge';
import { decommissionMeters } from '../registry/decommission-meters';
import { findMeters } from '../registry/find-meters';
import { getHistory } from '../registry/history';
import { importMeters } from '../registry/import-meters';
import { getMeters, isRegistered, mayBePlacedOnMarket } from '../registry/queries';
import { registerMeters } from '../registry/register-meters';
import { reinstateKeys } from '../registry/reinstate-keys';
import { restampMeters } from '../registry/restamp-meters';
import { revokeKeys } from '../registry/revoke-keys';
import { setAliases } from '../registry/set-aliases';
import { updateKeys } from '../registry/update-keys';
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

  @Transaction()
  @Returns('string')
  UpdateKeys(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'UpdateKeys'], argument, updateKeys);
  }

  @Transaction()
  @Returns('string')
  ReinstateKeys(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'ReinstateKeys'], argument, reinstateKeys);
  }

  @Transaction()
  @Returns('string')
  RestampMeters(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'RestampMeters'], argument, restampMeters);
  }

  @Transaction()
  @Returns('string')
  SetAliases(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'SetAliases'], argument, setAliases);
  }

  @Transaction()
  @Returns('string')
  DecommissionMeters(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'DecommissionMeters'], argument, decommissionMeters);
  }

  @Transaction(false)
  @Returns('string')
  FindMeters(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'FindMeters'], argument, findMeters);
  }

  @Transaction(false)
  @Returns('string')
  GetHistory(context: Context, argument: string): Promise<string> {
    return answer(context, ['registry', 'GetHistory'], argument, getHistory);
  }
}
