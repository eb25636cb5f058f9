// SPDX-License-Identifier: Apache-2.0
import { memberFault, peerFault } from '../bundle/peer-faults';
import { isSignedBy } from '../bundle/peer-signature';
import type { Trust, TrustedMsp } from '../bundle/trust';
import type { BlockTransaction } from './block-transaction';
import { found, type AuditFinding } from './finding';

/** Revocation lists tell no dates: what was signed before a certificate was revoked stays good. */
const unrevoked = (msp: TrustedMsp): TrustedMsp => ({ ...msp, revoked: new Set() });

/** The caller: a certificate of an institute, valid then, that signed this very transaction. */
export function callerFindings(
  { caller, signed, time, isOwnId, channel }: BlockTransaction,
  { msps, channel: own }: Trust,
): AuditFinding[] {
  const say = (text: string): AuditFinding[] => [found('CALLER_UNPROVEN', `${caller.mspId}: ${text}`)];
  const msp = msps.get(caller.mspId);
  if (msp === undefined) return say('the trust file does not name it');
  const fault = memberFault(caller.certificate, unrevoked(msp), Date.parse(time));
  if (fault !== undefined) return say(fault.text);
  if (!isSignedBy(caller.certificate, signed.payload, signed.signature)) return say('its signature is wrong');
  if (channel !== own) return say(`it was signed for channel "${channel}"`);
  return isOwnId ? [] : say('the transaction ID is not its own');
}

/** Institutes whose peers signed what the block holds, and what is wrong with other endorsements. */
export function endorsersOf(
  { endorsements, time, isOwnAnswer }: BlockTransaction,
  { msps }: Trust,
): { institutes: ReadonlySet<string>; findings: AuditFinding[] } {
  const institutes = new Set<string>();
  const findings: AuditFinding[] =
    isOwnAnswer === false
      ? [found('ENDORSEMENT_FORGED', 'what was endorsed answers another call than the block holds')]
      : [];
  for (const { endorser, message, signature } of endorsements) {
    const msp = msps.get(endorser.mspId);
    const fault =
      msp === undefined
        ? 'the trust file does not name it'
        : (peerFault(endorser.certificate, unrevoked(msp), Date.parse(time))?.text ??
          (isSignedBy(endorser.certificate, message, signature) ? undefined : 'its signature is wrong'));
    if (fault === undefined) institutes.add(endorser.mspId);
    else findings.push(found('ENDORSEMENT_FORGED', `${endorser.mspId}: ${fault}`));
  }
  return { institutes, findings };
}
