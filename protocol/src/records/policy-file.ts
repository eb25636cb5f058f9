// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import { algorithmById } from '../algorithm/algorithms';
import { Refusal, type ErrorCode, type Fault } from '../errors';
import { list, mspId, object } from '../transactions/shapes';
import { parseShape } from '../transactions/validate';
import { PREFIX } from './meter-id';
import { possessionKinds, type Policy } from './policy';

const MAX_MEMBERS = 200;

const count = (max: number): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));

/** The shape of a policy without revision: a genesis file, or what a member proposes. */
export const policyFile = object({
  members: list(
    object({
      mspId,
      prefix: v.pipe(v.string(), v.regex(PREFIX, 'must be 1 to 16 of a-z 0-9, a letter first')),
    }),
    MAX_MEMBERS,
  ),
  quorum: object({ attestations: count(16), nmis: count(16) }),
  algorithms: list(v.pipe(v.string(), v.maxLength(64)), 32),
  imports: v.boolean(),
  possession: list(v.picklist(possessionKinds), possessionKinds.length),
});

/** A policy without revision. */
export type PolicyFile = v.InferOutput<typeof policyFile>;

const repeats = (texts: readonly string[]): boolean => new Set(texts).size < texts.length;

/**
 * What is wrong with a policy beyond its shape.
 * @param root - what paths begin with
 */
export function policyFaults(
  { members, quorum, algorithms }: PolicyFile,
  root: string,
  code: ErrorCode,
): Fault[] {
  const fault = (path: string, text: string): Fault => ({ path: `${root}.${path}`, code, text });
  const unknown = algorithms.filter((id) => algorithmById(id) === undefined);
  const checks: [boolean, Fault][] = [
    [repeats(members.map((member) => member.mspId)), fault('members', 'an MSP ID stands there twice')],
    [repeats(members.map(({ prefix }) => prefix)), fault('members', 'a prefix stands there twice')],
    [unknown.length > 0, fault('algorithms', 'names an algorithm that is not built in')],
    [quorum.nmis > members.length, fault('quorum.nmis', 'asks for more institutes than there are members')],
    [quorum.nmis > quorum.attestations, fault('quorum.nmis', 'asks for more institutes than attestations')],
  ];
  return checks.flatMap(([applies, found]) => (applies ? [found] : []));
}

/**
 * Reads a genesis file: the policy with revision 0, as the institutes deploy it together with the code.
 * @throws Refusal GENESIS_INVALID with every fault of the file
 */
export function parseGenesis(text: string): Policy {
  const file = parseShape(policyFile, text, 'genesis', 'GENESIS_INVALID');
  const [first, ...rest] = policyFaults(file, 'genesis', 'GENESIS_INVALID');
  if (first !== undefined) throw new Refusal([first, ...rest]);
  return { schema: 1, revision: 0, ...file };
}
