// SPDX-License-Identifier: Apache-2.0
import type { MeterStanding } from '@meterpki/protocol';
import { Option } from 'commander';
import { Journal } from '../bulk/journal';
import { settleOpen } from '../bulk/settle-open';
import type { CallControl } from '../calls/abort';
import type { Committed } from '../calls/ledger-calls';
import type { Session } from '../session';
import { batchesOf, itemDigest, submitBatches } from './batches';
import { exitCodes, type ExitCode } from './exit-codes';
import { byChallenge } from './input/challenge-groups';
import { readChallenge } from './input/challenges';
import { ENTRIES_HELP, readEntries, type Entry } from './input/entries';
import { itemsFrom, type Item, type ItemOrFaults } from './input/items';
import type { LedgerOptions } from './options';
import { afterStanding, standingWritten } from './output/standing';
import { tellWritten } from './output/written';
import { withSession } from './session';
import type { Streams } from './streams';

/** Options of commands that hand in possession proofs. */
export interface ProofOptions extends LedgerOptions {
  readonly challenge?: string;
  readonly journal?: string;
}

/** Help of commands that hand in possession proofs. */
export const PROOF_FILES_HELP = `
${ENTRIES_HELP}
What "meterpki-sim prove --challenge" prints is such a file. Up to 500 entries go into one transaction.

With --journal several transactions are on their way at once, and the same command with the same files goes on where an
earlier run ended, however it ended: what is on the ledger is not sent again.`;

/** `--journal` of commands that hand in possession proofs. */
export const journalOption = (): Option =>
  new Option('--journal <FILE>', 'remember there what is on the ledger, and go on from there');

/**
 * Runs a command that hands in answers to challenges: reads all files before it connects, and submits what answers one
 * challenge together.
 * @param make - the item of the transaction that an entry stands for
 * @param submit - the transaction
 */
export async function runWithProofs<T>(
  files: readonly string[],
  { challenge, profile, json, journal: file }: ProofOptions,
  streams: Streams,
  make: (entry: Entry) => ItemOrFaults<T>,
  submit: (
    session: Session,
    challengeId: string,
    values: readonly T[],
    control: CallControl,
  ) => Promise<Committed<{ meters: MeterStanding[] }>>,
): Promise<ExitCode> {
  const given = challenge === undefined ? undefined : (await readChallenge(challenge)).challengeId;
  const entries = await readEntries(files);
  const items = itemsFrom(entries, make);
  const groups = byChallenge(items, entries, given);
  const standings: MeterStanding[] = [];
  const journal = file === undefined ? undefined : new Journal(file);
  await withSession(profile, streams, async (session) => {
    if (journal !== undefined) await settleOpen(journal, (...asked) => session.findTransaction(...asked));
    await submitBatches(
      batchesOf(leftOf(groups, items.length, journal, streams)),
      {
        submit: (values, challengeId, control) => submit(session, challengeId, values, control),
        tell: (committed) => {
          standings.push(...committed.result.meters);
          tellWritten(committed.result.meters.map(standingWritten), committed, streams, json);
        },
        ...(journal === undefined ? {} : { journal }),
      },
      streams,
    );
  }).finally(() => journal?.close());
  if (json !== true) streams.note(...afterStanding(standings));
  return exitCodes.allValid;
}

/** What is not on the ledger yet. */
function leftOf<T>(
  groups: ReadonlyMap<string, readonly Item<T>[]>,
  total: number,
  journal: Journal | undefined,
  streams: Streams,
): ReadonlyMap<string, readonly Item<T>[]> {
  if (journal === undefined) return groups;
  const left = [...groups].map(([challenge, items]): [string, readonly Item<T>[]] => [
    challenge,
    items.filter((item) => !journal.isDone(itemDigest(item))),
  ]);
  const count = total - left.reduce((sum, [, items]) => sum + items.length, 0);
  if (count > 0) streams.note(`meterpki: ${count} of ${total} are on the ledger already.`);
  return new Map(left.filter(([, items]) => items.length > 0));
}
