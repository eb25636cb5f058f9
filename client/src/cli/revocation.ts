// SPDX-License-Identifier: Apache-2.0
import { registryArguments, type ArgumentOf, type ResultOf, type RevocationReason } from '@meterpki/protocol';
import { batchesOf, submitBatches } from './batches';
import { exitCodes, type ExitCode } from './exit-codes';
import { readEntries, type Entry } from './input/entries';
import { checkedItem, itemsFrom, type Item, type ItemOrFaults } from './input/items';
import { chosenKeys } from './key-choice';
import type { LedgerOptions } from './options';
import { tellWritten, type Written } from './output/written';
import type { Session } from '../session';
import { withSession } from './session';
import type { Streams } from './streams';
import { UsageError } from './usage-error';

/** Options of commands that revoke keys. */
export interface RevocationOptions extends LedgerOptions {
  readonly keyFingerprint?: string;
  readonly from?: string;
  readonly file?: string;
}

type Revocation = ArgumentOf<'registry', 'RevokeKeys'>['revocations'][number];
type Revoked = ResultOf<'registry', 'RevokeKeys'>['revoked'][number];

function revocation(
  { place, members }: Entry,
  reason: RevocationReason | undefined,
): ItemOrFaults<Revocation> {
  const entry = { ...(reason === undefined ? {} : { reason }), ...members };
  const argument = { revocations: [entry] };
  return checkedItem(place, registryArguments.RevokeKeys, argument, ({ revocations }) => revocations[0]);
}

/** What was asked for: a file of revocations, or meters. */
async function itemsOf(
  session: Session,
  meterIds: readonly string[],
  reason: RevocationReason | undefined,
  options: RevocationOptions,
  listed: readonly Item<Revocation>[],
): Promise<readonly Item<Revocation>[]> {
  if (options.file !== undefined) return listed;
  if (reason === undefined) throw new UsageError('give --reason');
  const keys = await chosenKeys(session, meterIds, options.keyFingerprint, ['ACTIVE', 'ON_HOLD', 'PENDING']);
  const date = options.from === undefined ? {} : { invalidityDate: options.from };
  return keys.map((key) => ({ place: key.meterId, value: { ...key, reason, ...date } }));
}

const written = ({ meterId, key, invalidityDate, confirmed }: Revoked): Written => ({
  json: { meterId, key, invalidityDate, confirmed },
  name: meterId,
  text: confirmed
    ? `key ${key} does not count from ${invalidityDate} on`
    : `key ${key} revoked; the date ${invalidityDate} waits for another member's administrator`,
});

function checkOptions(meterIds: readonly string[], { file, keyFingerprint, from }: RevocationOptions): void {
  if (file === undefined && meterIds.length === 0) throw new UsageError('give meter IDs, or --file FILE');
  const beside = meterIds.length > 0 || keyFingerprint !== undefined || from !== undefined;
  if (file !== undefined && beside)
    throw new UsageError('--file says it all: leave out meter IDs, --key-fingerprint and --from');
}

/**
 * Revokes keys, or puts them on hold.
 * @param reason - for entries that do not say theirs
 */
export async function revokeKeys(
  meterIds: readonly string[],
  reason: RevocationReason | undefined,
  options: RevocationOptions,
  streams: Streams,
): Promise<ExitCode> {
  checkOptions(meterIds, options);
  const entries = options.file === undefined ? [] : await readEntries([options.file]);
  const listed = itemsFrom(entries, (entry) => revocation(entry, reason));
  await withSession(options.profile, streams, async (session) => {
    const items = await itemsOf(session, meterIds, reason, options, listed);
    await submitBatches(
      batchesOf(new Map([['', items]])),
      {
        submit: (revocations) => session.permittedEndorser.revokeKeys([...revocations]),
        tell: (committed) => {
          tellWritten(committed.result.revoked.map(written), committed, streams, options.json);
        },
      },
      streams,
    );
  });
  return exitCodes.allValid;
}
