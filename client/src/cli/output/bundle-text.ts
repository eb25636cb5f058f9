// SPDX-License-Identifier: Apache-2.0
import type { BundleStatement } from '../../bundle/says';
import type { ReadKey } from '../../bundle/response-facts';
import type { Words } from '../language/words';
import { printable } from './printable';
import { headline, labelled, verdictText } from './style';

const basisText = ({ key, version }: ReadKey, { bundle }: Words): string =>
  version === undefined
    ? bundle.nothingThere(printable(key))
    : bundle.basis(printable(key), version.block, version.transaction);

/** Lines for what is there. */
const optional = (label: string, text: string | undefined): string[] =>
  text === undefined ? [] : [labelled(label, printable(text))];

function judgedLines({ findings = [], ...statement }: BundleStatement, words: Words): string[] {
  const { labels, bundle } = words;
  const { basis } = statement;
  return [
    ...optional(labels.meter, statement.meterId),
    ...optional(labels.key, statement.key),
    ...(basis === undefined ? [] : [labelled(bundle.labels.basis, basisText(basis, words))]),
    ...optional(labels.receipt, statement.receiptId),
    ...findings.map((code) => labelled(bundle.labels.note, `${code}: ${words.findings[code]}`)),
  ];
}

/**
 * What a bundle says, in words.
 * @param institutes - whose peers signed, where that was checked
 */
export function statementLines(
  file: string,
  statement: BundleStatement,
  words: Words,
  institutes?: readonly string[],
): string[] {
  const { verdict, reason, assurance } = statement;
  const { labels, bundle } = words;
  const why = reason === undefined ? '' : ` (${reason}): ${words.reasons[reason]}`;
  return [
    `${headline(printable(file))}  ${verdictText(verdict, words)}${why}`,
    ...judgedLines(statement, words),
    labelled(
      labels.assurance,
      institutes === undefined ? bundle.asItSays(assurance) : words.assurances[assurance],
    ),
    ...optional(bundle.labels.signedBy, institutes?.join(', ')),
    labelled(bundle.labels.time, bundle.callersClock(printable(statement.time), printable(statement.caller))),
    ...optional(bundle.labels.recorded, statement.recorded),
    ...optional(bundle.labels.nonce, statement.nonce),
    labelled(
      bundle.labels.ledger,
      printable(`${statement.channel}, ${statement.chaincode} ${statement.version}`),
    ),
  ];
}
