// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  checkShape,
  readPlainJson,
  Refusal,
  refusal,
  transactionArguments,
  type ArgumentOf,
  type ContractName,
  type LedgerEvent,
  type ResultOf,
  type TransactionOf,
} from '@meterpki/protocol';
import type { Context } from 'fabric-contract-api';
import { refuseReceipts } from './refuse-receipts';
import { openTransaction, type LedgerTransaction } from './transaction';

/** The most characters of an argument. */
const MAX_ARGUMENT = 2 * 1024 * 1024;

/** The rules of one transaction: argument in, result out, or a refusal. */
export type Rules<C extends ContractName, T extends TransactionOf<C>> = (
  transaction: LedgerTransaction,
  argument: ArgumentOf<C, T>,
) => ResultOf<C, T> | Promise<ResultOf<C, T>>;

/**
 * Anything but a refusal is told by its code alone: foreign texts differ between runtimes, and peers must
 * agree. The log gets the place where it happened, without the message, which may repeat what was measured.
 */
function asRefusal(error: unknown): Error {
  if (error instanceof Refusal) return error;
  const places =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  process.stderr.write(`${error instanceof Error ? error.name : typeof error}\n${places.join('\n')}\n`);
  return refusal('INTERNAL', 'contract', 'failed in a way that it does not know');
}

/** Sets the event of a transaction that wrote something. */
function tell({ stub }: Context, name: string, { time, state, eventDetails }: LedgerTransaction): void {
  const { written: records, restamped } = state;
  if (records.length === 0 && restamped.length === 0) return;
  const event: LedgerEvent = {
    schema: 1,
    transaction: name,
    time,
    records,
    ...(restamped.length === 0 ? {} : { restamped }),
    ...eventDetails,
  };
  stub.setEvent(name, Buffer.from(canonicalJson(event), 'utf8'));
}

/**
 * Runs one transaction: looks for receipts in the argument, checks its shape, applies the rules, gives canonical JSON.
 * @param ahead - see {@link openTransaction}
 * @throws Refusal, whose message is `CODE: text`
 */
export async function answer<C extends ContractName, T extends TransactionOf<C>>(
  context: Context,
  [contract, name]: readonly [C, T],
  argument: string,
  rules: Rules<C, T>,
  ahead: Parameters<typeof openTransaction>[1] = () => [],
): Promise<string> {
  try {
    if (argument.length > MAX_ARGUMENT) {
      throw refusal(
        'INVALID_ARGUMENT',
        'argument',
        `has more than ${MAX_ARGUMENT} characters; split the list`,
      );
    }
    const value = readPlainJson(argument);
    refuseReceipts(`${contract}:${name}`, value ?? argument);
    const schema = transactionArguments[contract][name] as Parameters<typeof checkShape>[0];
    const parsed = checkShape(schema, value, 'argument', 'INVALID_ARGUMENT') as ArgumentOf<C, T>;
    const transaction = await openTransaction(context, ahead);
    const result = await rules(transaction, parsed);
    await transaction.state.flush();
    tell(context, `${contract}:${name}`, transaction);
    return canonicalJson(result);
  } catch (error) {
    throw asRefusal(error);
  }
}
