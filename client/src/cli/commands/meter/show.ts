// SPDX-License-Identifier: Apache-2.0
import { aliasKinds, type Alias, type ArgumentOf } from '@meterpki/protocol';
import type { Command } from 'commander';
import { parseAlias } from '../../alias-option';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { ledgerCommand, parseDigest, parseMeterId, type LedgerOptions } from '../../options';
import { meterLines } from '../../output/meter-text';
import { printable } from '../../output/printable';
import { endorserNames } from '../../register-facts';
import { withSession } from '../../session';
import type { Streams } from '../../streams';
import { UsageError } from '../../usage-error';

interface ShowOptions extends LedgerOptions {
  readonly keyFingerprint?: string;
  readonly alias?: readonly Alias[];
}

type MeterQuery = ArgumentOf<'registry', 'GetMeters'>;

const HELP = `
Exit code: 0 found, 2 no such meter, 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki meter show ptb:0042 --profile society.json
  meterpki meter show --key-fingerprint 5f0c…   (64 hex digits)
  meterpki meter show --alias MS:1EBZ0300034628`;

function queryOf(meterId: string | undefined, { keyFingerprint, alias }: ShowOptions): MeterQuery {
  const queries: MeterQuery[] = [
    ...(meterId === undefined ? [] : [{ meterIds: [meterId] }]),
    ...(keyFingerprint === undefined ? [] : [{ keys: [keyFingerprint] }]),
    ...(alias === undefined ? [] : [{ aliases: [...alias] }]),
  ];
  const [query] = queries;
  if (query === undefined || queries.length > 1) {
    throw new UsageError('give a meter ID, or --key-fingerprint, or --alias, and one of them only');
  }
  return query;
}

const askedFor = (meterId: string | undefined, { keyFingerprint, alias }: ShowOptions): string =>
  meterId ?? keyFingerprint ?? (alias ?? []).map(({ kind, text }) => `${kind}:${text}`).join(', ');

async function show(meterId: string | undefined, options: ShowOptions, streams: Streams): Promise<ExitCode> {
  const query = queryOf(meterId, options);
  const { meters, names } = await withSession(options.profile, streams, async (session) => {
    const found = await session.society.getMeters(query);
    const wanted = options.json !== true && found.meters.length > 0;
    return { ...found, names: wanted ? await endorserNames(session) : undefined };
  });
  for (const meter of meters) {
    if (options.json === true) streams.result(JSON.stringify(meter));
    else streams.result(...meterLines(meter, names), '');
  }
  const [first] = meters;
  if (first === undefined) {
    streams.note(
      `meterpki: METER_UNKNOWN: the register has no meter ${printable(askedFor(meterId, options))}.`,
    );
    return exitCodes.someIndeterminate;
  }
  if (options.json !== true) streams.note(`Next: meterpki meter history ${printable(first.meterId)}`);
  return exitCodes.allValid;
}

/** `meterpki meter show`: what the register knows of a meter. */
export const showCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('show', 'meter')
    .argument('[ID]', 'meter ID', parseMeterId)
    .option('--key-fingerprint <HEX>', 'SHA-256 of the SubjectPublicKeyInfo, 64 hex digits', parseDigest)
    .option('--alias <KIND:TEXT>', `search term; KIND is one of ${aliasKinds.join(', ')}`, parseAlias)
    .addHelpText('after', HELP)
    .action(async (meterId: string | undefined, options: ShowOptions) => {
      finish(await show(meterId, options, streams));
    });
