// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parseDocument } from 'yaml';
import { messageOf, NetworkError } from '../errors.js';
import { crossFaults } from './cross-checks.js';
import { topologyShape, type Topology } from './shape.js';

const MOST_CHARACTERS = 200_000;

const refuse = (file: string, faults: readonly string[]): NetworkError =>
  new NetworkError('BAD_TOPOLOGY', `${file} cannot be used`, {
    faults,
    next: 'Correct the topology; network/topology.yaml shows one that works.',
  });

/**
 * Reads a topology file.
 * @throws {@link NetworkError} `BAD_TOPOLOGY` with every fault: of the YAML, else of the shapes, else of what must
 * hold between members
 */
export function readTopology(file: string): Topology {
  const value = parseYaml(file, textOf(file));
  const read = v.safeParse(topologyShape, value);
  if (!read.success) throw refuse(file, read.issues.map(faultOf));
  const faults = crossFaults(read.output);
  if (faults.length > 0) throw refuse(file, faults);
  return read.output;
}

function textOf(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length <= MOST_CHARACTERS) return text;
  } catch (error) {
    throw refuse(file, [messageOf(error)]);
  }
  throw refuse(file, [`it is longer than ${MOST_CHARACTERS} characters`]);
}

function parseYaml(file: string, text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const faults = [...document.errors, ...document.warnings].map(
    ({ message }) => message.split('\n')[0] ?? message,
  );
  if (faults.length > 0) throw refuse(file, faults);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw refuse(file, [messageOf(error)]);
  }
}

function faultOf(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue) ?? 'topology';
  if (issue.type !== 'strict_object') return `${where}: ${issue.message}`;
  if (issue.expected === 'never') return `${where}: is not a known member`;
  return issue.received === 'undefined' ? `${where}: is missing` : `${where}: must be a list of members`;
}
