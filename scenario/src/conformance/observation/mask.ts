// SPDX-License-Identifier: Apache-2.0
import type { Observation } from './observation';

/** What differs from run to run, and what stands for it. The first match wins. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, '<time>'],
  [/\b(?:localhost|127\.0\.0\.1):\d+/g, '<address>'],
  [/\b[0-9a-f]{66,}\b/g, '<bytes>'],
  [/\bpayload is \d+ bytes/g, 'payload is <number> bytes'],
  // Go's protobuf library writes one of two kinds of space, so that nobody relies on its texts.
  [/\u00a0/g, ' '],
];

const HASH = /\b[0-9a-f]{64}\b/g;

/**
 * Masks times, addresses and hashes in all texts of an observation. Hashes are numbered by their first appearance, so
 * that it still shows which of them are the same.
 *
 * @param run - the mark of the run, which is taken out
 */
export function masked(observation: Observation, run = ''): Observation {
  const hashes: string[] = [];
  return mapTexts(observation, (text) => {
    const unmarked = run === '' ? text : text.replaceAll(run, '');
    const plain = PATTERNS.reduce((masking, [pattern, mask]) => masking.replace(pattern, mask), unmarked);
    return plain.replace(HASH, (hash) => {
      if (!hashes.includes(hash)) hashes.push(hash);
      return `<hash ${hashes.indexOf(hash) + 1}>`;
    });
  });
}

function mapTexts(observation: Observation, map: (text: string) => string): Observation {
  if (typeof observation === 'string') return map(observation);
  if (typeof observation !== 'object' || observation === null) return observation;
  if (isList(observation)) return observation.map((entry) => mapTexts(entry, map));
  return Object.fromEntries(Object.entries(observation).map(([name, value]) => [name, mapTexts(value, map)]));
}

const isList = (observation: object): observation is readonly Observation[] => Array.isArray(observation);
