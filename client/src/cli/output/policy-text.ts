// SPDX-License-Identifier: Apache-2.0
import type { Policy } from '@meterpki/protocol';
import { printable } from './printable';
import { labelled } from './style';

/** What the institutes agreed on, in words. */
export const policyLines = ({ members, quorum, algorithms, imports, possession }: Policy): string[] => [
  ...members.map(({ mspId, prefix }) => labelled('member', `${printable(mspId)}, meters ${prefix}:…`)),
  labelled('quorum', `${quorum.attestations} attestations from ${quorum.nmis} institutes`),
  ...algorithms.map((id) => labelled('algorithm', printable(id))),
  labelled('imports', imports ? 'allowed' : 'not allowed'),
  labelled('possession', possession.join(', ')),
];
