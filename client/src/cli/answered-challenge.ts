// SPDX-License-Identifier: Apache-2.0
import type { MeterStanding } from '@meterpki/protocol';
import type { Committed } from '../calls/ledger-calls';
import type { Session } from '../session';
import { batchesOf, submitBatches } from './batches';
import { exitCodes, type ExitCode } from './exit-codes';
import { byChallenge } from './input/challenge-groups';
import { readChallenge } from './input/challenges';
import { ENTRIES_HELP, readEntries, type Entry } from './input/entries';
import { itemsFrom, type ItemOrFaults } from './input/items';
import type { LedgerOptions } from './options';
import { afterStanding, standingWritten } from './output/standing';
import { tellWritten } from './output/written';
import { withSession } from './session';
import type { Streams } from './streams';

/** Options of commands that hand in possession proofs. */
export interface ProofOptions extends LedgerOptions {
  readonly challenge?: string;
}

/** Help of commands that hand in possession proofs. */
export const PROOF_FILES_HELP = `
${ENTRIES_HELP}
What "meterpki-sim prove --challenge" prints is such a file. Up to 500 entries go into one transaction.`;

/**
 * Runs a command that hands in answers to challenges: reads all files before it connects, and submits what answers one
 * challenge together.
 * @param make - the item of the transaction that an entry stands for
 * @param submit - the transaction
 */
export async function runWithProofs<T>(
  files: readonly string[],
  { challenge, profile, json }: ProofOptions,
  streams: Streams,
  make: (entry: Entry) => ItemOrFaults<T>,
  submit: (
    session: Session,
    challengeId: string,
    values: readonly T[],
  ) => Promise<Committed<{ meters: MeterStanding[] }>>,
): Promise<ExitCode> {
  const given = challenge === undefined ? undefined : (await readChallenge(challenge)).challengeId;
  const entries = await readEntries(files);
  const groups = byChallenge(itemsFrom(entries, make), entries, given);
  const standings: MeterStanding[] = [];
  await withSession(profile, streams, (session) =>
    submitBatches(
      batchesOf(groups),
      {
        submit: (values, challengeId) => submit(session, challengeId, values),
        tell: (committed) => {
          standings.push(...committed.result.meters);
          tellWritten(committed.result.meters.map(standingWritten), committed, streams, json);
        },
      },
      streams,
    ),
  );
  if (json !== true) streams.note(...afterStanding(standings));
  return exitCodes.allValid;
}
