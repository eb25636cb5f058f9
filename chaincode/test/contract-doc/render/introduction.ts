// SPDX-License-Identifier: Apache-2.0

/** What a reader must know before the first transaction. */
export const introduction = `# Contracts

<!-- Written by the tests from the contracts themselves: METERPKI_WRITE_DOCS=1, see CONTRIBUTING.md. Do not edit. -->

The chaincode has three contracts. A transaction is called as \`contract:Transaction\` with exactly one argument, a JSON
object in UTF-8 of at most 2 MiB, no member twice, nested at most 32 deep; members that are not listed are refused. The
result is canonical JSON (RFC 8785).

- **Submit** changes the ledger and needs the endorsement of a majority of the institutes; where a record that it changes
  carries a key-level policy, of its institute as well. **Evaluate** asks one peer and leaves nothing in a block.
- A **refusal** is the text \`CODE: meaning\`, and a line \`- path: CODE: text\` for each thing that was wrong. Nothing is
  written then. The client turns it into a typed error.
- An **event** has the transaction's name and carries every record as the transaction left it:
  [LedgerEvent](#ledgerevent). Index entries (\`key/\`, \`alias/\`, \`seen/\`) follow from records and are left out.
- **Cost**: *reads* counts each get, each range and each record that a range brought; no transaction may read more than
  5,000 times. *Policies* are key-level endorsement policies set. *Block* is what argument, read set, write set, event and
  result take in a block; headers, certificates and signatures add about 4 KB with two endorsements. Sizes are those of
  the calls that the tests make, so a list of other texts has others. Receipts travel as transient data and are in no
  block.
- Times are RFC 3339 in UTC with milliseconds, such as \`2026-01-31T12:00:00.000Z\`; the time of a transaction is its
  timestamp.

The examples are calls that the tests make on a ledger of two institutes, PTB and Inmetro.`;
