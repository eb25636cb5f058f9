// SPDX-License-Identifier: Apache-2.0
import type { ContractMethods } from '@meterpki/protocol';
import { Context, Info, Returns, Transaction } from 'fabric-contract-api';
import { checkReceipts } from '../receipts/check';
import { namedMeters } from '../receipts/input';
import { getCheck, listChecks } from '../receipts/lookup';
import { recordChecks } from '../receipts/record';
import { answer } from '../transaction/answer';
import { BaseContract } from './base-contract';

/** Checks of signed receipts, and the record of them. */
@Info({ title: 'receipts', description: 'Verdicts on receipts, and the audit log of them' })
export class ReceiptsContract extends BaseContract implements ContractMethods<'receipts', Context> {
  constructor() {
    super('receipts');
  }

  @Transaction(false)
  @Returns('string')
  CheckReceipts(context: Context, argument: string): Promise<string> {
    return answer(context, ['receipts', 'CheckReceipts'], argument, checkReceipts, namedMeters);
  }

  @Transaction()
  @Returns('string')
  RecordChecks(context: Context, argument: string): Promise<string> {
    return answer(context, ['receipts', 'RecordChecks'], argument, recordChecks, namedMeters);
  }

  @Transaction(false)
  @Returns('string')
  GetCheck(context: Context, argument: string): Promise<string> {
    return answer(context, ['receipts', 'GetCheck'], argument, getCheck);
  }

  @Transaction(false)
  @Returns('string')
  ListChecks(context: Context, argument: string): Promise<string> {
    return answer(context, ['receipts', 'ListChecks'], argument, listChecks);
  }
}
