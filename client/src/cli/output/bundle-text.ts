// SPDX-License-Identifier: Apache-2.0
import type { BundleStatement } from '../../bundle/says';
import type { ReadKey } from '../../bundle/response-facts';
import { english } from '../language/english';
import { printable } from './printable';
import { headline, labelled, verdictText } from './style';

const basisText = ({ key, version }: ReadKey): string =>
  version === undefined
    ? `${printable(key)}, where nothing stood`
    : `${printable(key)}, written in block ${version.block}, transaction ${version.transaction}`;

/** Lines for what is there. */
const optional = (label: string, text: string | undefined): string[] =>
  text === undefined ? [] : [labelled(label, printable(text))];

/**
 * What a bundle says, in words.
 * @param institutes - whose peers signed, where that was checked
 */
export function statementLines(
  file: string,
  statement: BundleStatement,
  institutes?: readonly string[],
): string[] {
  const { verdict, reason, basis, findings = [], assurance } = statement;
  const why = reason === undefined ? '' : ` (${reason}): ${english.reasons[reason]}`;
  return [
    `${headline(printable(file))}  ${verdictText(verdict, english)}${why}`,
    ...optional('meter', statement.meterId),
    ...optional('key', statement.key),
    ...(basis === undefined ? [] : [labelled('read from', basisText(basis))]),
    ...optional('receipt', statement.receiptId),
    ...findings.map((code) => labelled('note', `${code}: ${english.findings[code]}`)),
    labelled(
      'assurance',
      institutes === undefined ? `${assurance}, as it says of itself` : english.assurances[assurance],
    ),
    ...(institutes === undefined
      ? []
      : [labelled('signed by', institutes.map((name) => printable(name)).join(', '))]),
    labelled(
      'time',
      `${printable(statement.time)} (the clock of the caller, ${printable(statement.caller)})`,
    ),
    ...optional('recorded', statement.recorded),
    ...optional('nonce', statement.nonce),
    labelled('ledger', printable(`${statement.channel}, ${statement.chaincode} ${statement.version}`)),
  ];
}
