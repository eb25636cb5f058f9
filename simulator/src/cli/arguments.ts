// SPDX-License-Identifier: Apache-2.0
import {
  algorithmById,
  algorithmByOcmfName,
  algorithms,
  convertKey,
  fromHex,
  instantOf,
  type Algorithm,
  type Instant,
} from '@meterpki/protocol';
import { InvalidArgumentError } from 'commander';
import type { OcmfReading } from '../receipt/ocmf-options';

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{3})?Z$/;

/** A UTC time, milliseconds or not. @throws InvalidArgumentError */
export function parseTime(text: string): Instant {
  const [, seconds, fraction = '.000'] = TIME.exec(text) ?? [];
  const instant = `${seconds ?? ''}${fraction}Z`;
  const milliseconds = Date.parse(instant);
  if (seconds === undefined || Number.isNaN(milliseconds) || instantOf(milliseconds) !== instant)
    throw new InvalidArgumentError('Give a UTC time such as 2026-01-31T12:00:00Z.');
  return instant;
}

/** `TIME=VALUE`, a reading. @throws InvalidArgumentError */
export function parseReading(text: string): OcmfReading {
  const at = text.indexOf('=');
  if (at < 0) throw new InvalidArgumentError('Give time and reading, such as 2026-01-31T12:00:00Z=12.340.');
  return { time: parseTime(text.slice(0, at)), value: text.slice(at + 1) };
}

/** `TYPE=ID`, a charge point. @throws InvalidArgumentError */
export function parseChargePoint(text: string): { type: string; id: string } {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Give type and ID, such as EVSEID=DE*ABC*E1.');
  return { type: text.slice(0, at), id: text.slice(at + 1) };
}

/** A whole number. @throws InvalidArgumentError */
export function parseWhole(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('Give a whole number.');
  return value;
}

/** 32 bytes as hex, in lower case. @throws InvalidArgumentError */
export function parseDigest(text: string): string {
  if (fromHex(text)?.length !== 32) throw new InvalidArgumentError('Give 64 hex digits.');
  return text.toLowerCase();
}

/** Seconds since 1970, from a time (rounded down, as the ledger does) or as they are. @throws InvalidArgumentError */
export const parseExpiry = (text: string): number =>
  /^\d+$/.test(text) ? parseWhole(text) : Math.floor(Date.parse(parseTime(text)) / 1000);

/** The SPKI of a public key in any form that the protocol reads. @throws InvalidArgumentError */
export function parsePublicKey(text: string): Uint8Array {
  const converted = convertKey(text);
  if (converted.kind !== 'key')
    throw new InvalidArgumentError('Give a public key, such as hex, base64 or PEM of its SPKI.');
  return converted.key.spki;
}

/** A row of the protocol's table. @throws InvalidArgumentError */
export function parseAlgorithm(text: string): Algorithm {
  const row = algorithmById(text) ?? algorithmByOcmfName(text);
  if (row === undefined)
    throw new InvalidArgumentError(`Give one of ${algorithms.map(({ id }) => id).join(', ')}.`);
  return row;
}
