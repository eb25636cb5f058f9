// SPDX-License-Identifier: Apache-2.0
import type { EndorserRecord, Fault } from '@meterpki/protocol';
import { isGranted, requireAdministrator } from '../access/roles';
import { endorserKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';

/**
 * GrantPermittedEndorsers: an administrator names identities of its own institute. A grant that still holds
 * is not replaced; one that expired may be given again.
 */
export const grantPermittedEndorsers: Rules<'governance', 'GrantPermittedEndorsers'> = async (
  transaction,
  argument,
) => {
  const { mspId } = requireAdministrator(transaction);
  const faults: Fault[] = [];
  const identities = new Set<string>();
  for (const [index, { identity, validUntil }] of argument.endorsers.entries()) {
    const path = `endorsers[${index}]`;
    if (identities.has(identity) || (await isGranted(transaction, mspId, identity))) {
      faults.push({ path: `${path}.identity`, code: 'ENDORSER_EXISTS', text: 'holds a grant already' });
    }
    if (Date.parse(validUntil) <= transaction.milliseconds) {
      faults.push({ path: `${path}.validUntil`, code: 'INVALID_ARGUMENT', text: 'must lie in the future' });
    }
    identities.add(identity);
  }
  refuseAny(faults);
  for (const endorser of argument.endorsers) {
    const record: EndorserRecord = {
      schema: 1,
      mspId,
      ...endorser,
      granted: transaction.time,
      tx: transaction.id,
    };
    await transaction.state.put(endorserKey(mspId, endorser.identity), record);
  }
  return { granted: [...identities] };
};
