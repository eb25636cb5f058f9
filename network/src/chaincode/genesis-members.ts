// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { readJsonIfAny } from '../directory/private-files.js';
import { compareMembers } from '../members/compare-members.js';
import type { NetworkModel } from '../model/network-model.js';

/** What is read of a genesis file here; the chaincode checks the rest. */
const shape = v.object({ members: v.array(v.object({ mspId: v.string() })) });

/**
 * Compares the members in a deployment's genesis file with the institutes of a network: a member without peers could
 * never endorse, an institute that is no member could never register. A chaincode of another kind has no such file.
 * @returns a fault for each one that stands on one side only
 */
export function memberFaults(directory: string, { nmis }: NetworkModel): string[] {
  const file = path.join(directory, 'genesis.json');
  if (!existsSync(file)) return [];
  const read = v.safeParse(shape, readJsonIfAny(file));
  if (!read.success) return ['genesis.json: does not name the members'];
  const members = read.output.members.map(({ mspId }) => mspId);
  const institutes = nmis.map(({ mspId }) => mspId);
  const { onlyMembers, onlyOrganisations } = compareMembers(members, institutes);
  return [
    ...onlyMembers.map((mspId) => `genesis.json: ${mspId} is not in the topology`),
    ...onlyOrganisations.map((mspId) => `genesis.json: ${mspId} of the topology is no member`),
  ];
}
