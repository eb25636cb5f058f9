// SPDX-License-Identifier: Apache-2.0
import { aliasKinds, isMeterId, type Alias, type AliasKind, type ArgumentOf } from '@meterpki/protocol';
import { Command } from 'commander';
import { exitCodes, type ExitCode } from '../exit-codes';
import { meterLines } from '../output/meter-text';
import { printable } from '../output/printable';
import { PROFILE_HELP, withSession } from '../session';
import type { Streams } from '../streams';
import { UsageError } from '../usage-error';

interface ShowOptions {
  readonly profile?: string;
  readonly keyFingerprint?: string;
  readonly alias?: string;
  readonly json?: true;
}

type MeterQuery = ArgumentOf<'registry', 'GetMeters'>;

const HELP = `
Exit code: 0 found, 2 no such meter, 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki meter show ptb:0042 --profile society.json
  meterpki meter show --key-fingerprint 5f0c…   (64 hex digits)
  meterpki meter show --alias MS:1EBZ0300034628`;

const isKind = (text: string): text is AliasKind => aliasKinds.some((kind) => kind === text);

function aliasOf(text: string): Alias {
  const colon = text.indexOf(':');
  const kind = text.slice(0, Math.max(colon, 0));
  if (!isKind(kind) || colon === text.length - 1) {
    throw new UsageError(`--alias takes KIND:TEXT, KIND one of ${aliasKinds.join(', ')}`);
  }
  return { kind, text: text.slice(colon + 1) };
}

function byId(meterId: string): MeterQuery {
  if (isMeterId(meterId)) return { meterIds: [meterId] };
  throw new UsageError('a meter ID is a prefix, a colon, and 1 to 64 of A-Z a-z 0-9 . _ -');
}

function byKey(fingerprint: string): MeterQuery {
  const key = fingerprint.toLowerCase();
  if (/^[0-9a-f]{64}$/.test(key)) return { keys: [key] };
  throw new UsageError('--key-fingerprint takes 64 hex digits');
}

function queryOf(meterId: string | undefined, { keyFingerprint, alias }: ShowOptions): MeterQuery {
  const queries = [
    ...(meterId === undefined ? [] : [byId(meterId)]),
    ...(keyFingerprint === undefined ? [] : [byKey(keyFingerprint)]),
    ...(alias === undefined ? [] : [{ aliases: [aliasOf(alias)] }]),
  ];
  const [query] = queries;
  if (query === undefined || queries.length > 1) {
    throw new UsageError('give a meter ID, or --key-fingerprint, or --alias, and one of them only');
  }
  return query;
}

async function show(meterId: string | undefined, options: ShowOptions, streams: Streams): Promise<ExitCode> {
  const query = queryOf(meterId, options);
  const { meters } = await withSession(options.profile, streams, ({ society }) => society.getMeters(query));
  for (const meter of meters) {
    if (options.json === true) streams.result(JSON.stringify(meter));
    else streams.result(...meterLines(meter), '');
  }
  if (meters.length > 0) return exitCodes.allValid;
  const asked = meterId ?? options.keyFingerprint ?? options.alias ?? '';
  streams.note(`meterpki: METER_UNKNOWN: the register has no meter ${printable(asked)}.`);
  return exitCodes.someIndeterminate;
}

/** `meterpki meter`: what the register knows of a meter. */
export function meterCommand(streams: Streams, finish: (code: ExitCode) => void): Command {
  const command = new Command('meter');
  command
    .command('show')
    .summary('show a meter and its keys')
    .description('Shows what the register knows of a meter: by ID, by key, or by what a receipt says of it.')
    .argument('[ID]', 'meter ID')
    .option('--key-fingerprint <HEX>', 'SHA-256 of the SubjectPublicKeyInfo, 64 hex digits')
    .option('--alias <KIND:TEXT>', `search term; KIND is one of ${aliasKinds.join(', ')}`)
    .option('--profile <FILE>', PROFILE_HELP)
    .option('--json', 'one JSON object per meter and line')
    .addHelpText('after', HELP)
    .action(async (meterId: string | undefined, options: ShowOptions) => {
      finish(await show(meterId, options, streams));
    });
  return command;
}
