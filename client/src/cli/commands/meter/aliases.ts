// SPDX-License-Identifier: Apache-2.0
import { registryArguments, type MeterAlias } from '@meterpki/protocol';
import type { Command } from 'commander';
import { parseAlias } from '../../alias-option';
import { batchesOf, submitBatches } from '../../batches';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { ENTRIES_HELP, readEntries } from '../../input/entries';
import { checkedItem, itemsFrom, type Item } from '../../input/items';
import { aliasing, type Aliasing } from '../../input/meters';
import { ledgerCommand, parseMeterId, type LedgerOptions } from '../../options';
import { printable } from '../../output/printable';
import { tellWritten, type Written } from '../../output/written';
import { withSession } from '../../session';
import type { Streams } from '../../streams';
import { UsageError } from '../../usage-error';

interface AliasOptions extends LedgerOptions {
  readonly alias?: readonly MeterAlias[];
  readonly none?: true;
  readonly file?: string;
}

const HELP = `
${ENTRIES_HELP}
Members, or columns: meterId; aliases as a list, or columns MS, GS, GS+MS, CT+CI, EVSE-ID.

Exit code: 0 set, 3 no ledger, 4 refused by the ledger: nothing is changed, 5 commit unknown, 64 usage.

Examples:
  meterpki meter aliases ptb:4711 --alias MS:1EBZ0300034628 --alias "EVSE-ID:DE*ABC*E1"
  meterpki meter aliases ptb:4711 --none
  meterpki meter aliases --file stations.csv --profile endorser1.json`;

function fromOptions(meterId: string, { alias, none }: AliasOptions): Item<Aliasing>[] {
  if ((alias === undefined) === (none === undefined))
    throw new UsageError('give --alias KIND:TEXT, or --none to end all aliases');
  const argument = { meters: [{ meterId, aliases: alias ?? [] }] };
  const item = checkedItem('aliases', registryArguments.SetAliases, argument, ({ meters }) => meters[0]);
  return itemsFrom([{ place: 'aliases', members: {} }], () => item);
}

async function itemsOf(meterId: string | undefined, options: AliasOptions): Promise<Item<Aliasing>[]> {
  const { file, alias, none } = options;
  if (file === undefined) {
    if (meterId === undefined) throw new UsageError('give a meter ID, or --file FILE');
    return fromOptions(meterId, options);
  }
  if (meterId !== undefined || alias !== undefined || none !== undefined)
    throw new UsageError('--file says it all: leave out the meter ID, --alias and --none');
  return itemsFrom(await readEntries([file]), aliasing);
}

const written = ({ meterId, aliases }: { meterId: string; aliases: readonly MeterAlias[] }): Written => ({
  json: { meterId, aliases },
  name: meterId,
  text: aliases.map(({ kind, text }) => `${kind}:${printable(text)}`).join(', ') || 'no aliases',
});

async function run(meterId: string | undefined, options: AliasOptions, streams: Streams): Promise<ExitCode> {
  const items = await itemsOf(meterId, options);
  await withSession(options.profile, streams, ({ permittedEndorser }) =>
    submitBatches(
      batchesOf(new Map([['', items]])),
      {
        submit: (meters) => permittedEndorser.setAliases([...meters]),
        tell: (committed) => {
          tellWritten(committed.result.meters.map(written), committed, streams, options.json);
        },
      },
      streams,
    ),
  );
  return exitCodes.allValid;
}

/** `meterpki meter aliases`: what meters are found by. */
export const aliasesCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('aliases', 'meter')
    .argument('[ID]', 'meter ID', parseMeterId)
    .option('--alias <KIND:TEXT>', 'an alias that counts from now on; may be repeated', parseAlias)
    .option('--none', 'end all aliases')
    .option('--file <FILE>', 'aliases of many meters')
    .addHelpText('after', HELP)
    .action(async (meterId: string | undefined, options: AliasOptions) => {
      finish(await run(meterId, options, streams));
    });
