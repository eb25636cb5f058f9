// SPDX-License-Identifier: Apache-2.0
import { isMeterId, millisecondsOf, type Instant } from '@meterpki/protocol';
import { Command, InvalidArgumentError, Option } from 'commander';
import { languages } from './language/language';
import { LANGUAGE_VARIABLE, PROFILE_VARIABLE } from './settings/settings';

/** Help text of `--profile`. */
export const PROFILE_HELP = `connection profile; default: $${PROFILE_VARIABLE}, then that of "meterpki profile use"`;

/** What every command on a ledger is told. */
export interface LedgerOptions {
  readonly profile?: string;
  readonly json?: true;
}

/** A command that speaks to a ledger: `--profile`, and `--json` for one object per `what` and line. */
export const ledgerCommand = (name: string, what: string): Command =>
  new Command(name)
    .option('--profile <FILE>', PROFILE_HELP)
    .option('--json', `one JSON object per ${what} and line`);

/** `--lang` of commands that citizens use. */
export const languageOption = (): Option =>
  new Option('--lang <LANGUAGE>', `language; default: $${LANGUAGE_VARIABLE}, then the locale`).choices(
    languages,
  );

/** A meter ID. @throws InvalidArgumentError */
export function parseMeterId(text: string): string {
  if (isMeterId(text)) return text;
  throw new InvalidArgumentError('A meter ID is a prefix, a colon, and 1 to 64 of A-Z a-z 0-9 . _ -');
}

/** Meter IDs, one after the other. @throws InvalidArgumentError */
export const parseMeterIds = (text: string, before: readonly string[] = []): string[] => [
  ...before,
  parseMeterId(text),
];

/** 32 bytes as hex: a key, a receipt, a transaction, a hash. @throws InvalidArgumentError */
export function parseDigest(text: string): string {
  const digest = text.toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  throw new InvalidArgumentError('Give 64 hex digits.');
}

/** An MSP ID. @throws InvalidArgumentError */
export function parseMspId(text: string): string {
  if (/^[A-Za-z0-9.-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError('Give an MSP ID of letters, digits, dots and hyphens, such as PTBMSP.');
}

/** A point in time; a day counts from its first moment, in UTC. @throws InvalidArgumentError */
export function parseInstant(text: string): Instant {
  const long = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text;
  const instant = /T\d\d:\d\d:\d\dZ$/.test(long) ? long.replace('Z', '.000Z') : long;
  if (millisecondsOf(instant) !== undefined) return instant;
  throw new InvalidArgumentError(
    'Give a day such as 2026-01-31, or a UTC time such as 2026-01-31T12:00:00Z.',
  );
}

/** A whole number from 1 to `max`. @throws InvalidArgumentError */
export const parseCount =
  (max: number) =>
  (text: string): number => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (count >= 1 && count <= max) return count;
    throw new InvalidArgumentError(`Give a whole number from 1 to ${max}.`);
  };

/** The most records of a listing. */
const MAX_LIMIT = 100_000;

/** `--limit` of commands that list. */
export const limitOption = (what: string): Option =>
  new Option('--limit <N>', `the most ${what} to list`).default(100).argParser(parseCount(MAX_LIMIT));
