// SPDX-License-Identifier: Apache-2.0
import {
  challengeNonce,
  meetsQuorum,
  toHex,
  type Activation,
  type Attestation,
  type KeyRecord,
  type MeterRecord,
  type Quorum,
} from '@meterpki/protocol';
import { found, type AuditFinding, type FindingCode } from '../finding';
import { grantOf, isCallersWord, isGranted, rewritten, type Change } from './change';
import { isImportApproved, isImported } from './import-rules';
import { keepsThePast } from './key-rules';
import { isProved, isVouchedFor } from './proofs';

type Say = (code: FindingCode, text: string) => void;

const purposes = { 'registry:RegisterMeters': 'register', 'registry:UpdateKeys': 'update' } as const;

const purposeOfNew = ({ transaction: { called } }: Change): 'register' | 'update' | undefined =>
  Object.hasOwn(purposes, called) ? purposes[called as keyof typeof purposes] : undefined;

/** A key that the meter did not have before: proved by what the argument holds, or marked as imported. */
function newKey(change: Change, meter: MeterRecord, key: KeyRecord, say: Say): void {
  if (isImported(change, meter, key)) return;
  const purpose = purposeOfNew(change);
  const proved = purpose !== undefined && isProved(change, { meter, key, purpose });
  if (!proved || key.possession === 'imported')
    say('POSSESSION_UNPROVEN', `key ${key.fingerprint} of ${meter.meterId}`);
}

/** A new word is the caller's, a granted one's; beside a new key its proof is that of the key. */
function newWords(
  change: Change,
  meter: MeterRecord,
  before: KeyRecord | undefined,
  key: KeyRecord,
  say: Say,
): void {
  const words = key.attestations.slice(before?.attestations.length ?? 0);
  if (words.length === 0) return;
  const name = `of key ${key.fingerprint} of ${meter.meterId}`;
  const isOwn = (word: Attestation): boolean =>
    isCallersWord(change, word) && word.time === change.transaction.time;
  if (words.length > 1 || !words.every(isOwn) || !isGranted(change))
    say('ATTESTATION_FORGED', `the last one ${name}`);
  const proved =
    before === undefined
      ? purposeOfNew(change) !== undefined
      : change.transaction.called === 'registry:AttestMeters' &&
        isProved(change, { meter, key, purpose: 'attest' });
  if (!proved) say('ATTESTATION_FORGED', `the last one ${name} came without a proof`);
}

/** Words of members' endorsers under grants that hold now; the chaincode counts no others. */
const countingNow = (change: Change, { attestations }: KeyRecord): Attestation[] =>
  attestations.filter(({ mspId, identity, time }) => {
    const grant = grantOf(change, mspId, identity);
    return grant !== undefined && time >= grant.granted;
  });

/** The quorum that the policy asks for; two where a record was shown for the key, which proves less. */
function quorumFor({ policy }: Change, { possession }: KeyRecord, { quorum: given }: Activation): Quorum {
  const { attestations, nmis } = policy?.quorum ?? given;
  return { attestations: possession === 'ocmf' ? Math.max(2, attestations) : attestations, nmis };
}

/** Whether the key in use vouched for the new one. */
function isVouched(change: Change, meter: MeterRecord, key: KeyRecord, vouching: string): boolean {
  const by = meter.keys.find(({ fingerprint }) => fingerprint === vouching);
  const subject = { meter, key, purpose: 'update' } as const;
  return by !== undefined && by.sequence < key.sequence && isVouchedFor(change, subject, by);
}

/** Whether a key that comes to count does so by what this transaction brings. */
function isFounded(
  change: Change,
  meter: MeterRecord,
  before: KeyRecord | undefined,
  key: KeyRecord,
): boolean {
  const { activated, attestations } = key;
  if (activated === undefined) return true;
  if (activated.time !== change.transaction.time) return false;
  if (key.possession === 'imported') return isImportApproved(change, meter, key);
  const quorum = quorumFor(change, key, activated);
  const isSame =
    activated.quorum.attestations === quorum.attestations && activated.quorum.nmis === quorum.nmis;
  if (!isSame || attestations.length <= (before?.attestations.length ?? 0)) return false;
  return activated.vouchedBy === undefined
    ? meetsQuorum(countingNow(change, key), quorum)
    : isVouched(change, meter, key, activated.vouchedBy);
}

function keyChange(
  change: Change,
  meter: MeterRecord,
  before: KeyRecord | undefined,
  key: KeyRecord,
): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const say: Say = (code, text) => {
    findings.push(found(code, text));
  };
  if (before === undefined) newKey(change, meter, key, say);
  newWords(change, meter, before, key, say);
  if (before?.activated === undefined && !isFounded(change, meter, before, key))
    say('ACTIVATION_UNFOUNDED', `key ${key.fingerprint} of ${meter.meterId}`);
  return findings;
}

/** Every registration proof, attestation and activation that a transaction brings, and that the past stays. */
export function registryFindings(change: Change): AuditFinding[] {
  const meters = rewritten(change, 'meter').flatMap((meter) => {
    const { key, before, after } = meter;
    const past = keepsThePast(change, meter) ? [] : [found('RECORD_REWRITTEN', after.meterId)];
    const keys = after.keys.flatMap((now, at) => keyChange(change, after, before?.keys[at], now));
    return [...past, ...keys].map((one) => ({ ...one, key }));
  });
  const owners = rewritten(change, 'key').flatMap(({ key, before, after }) =>
    before === undefined || before.meterId === after.meterId
      ? []
      : [found('RECORD_REWRITTEN', 'the key was given to another meter', { key })],
  );
  return [...meters, ...owners, ...challengeFindings(change)];
}

/** The nonce of a challenge follows from the transaction that opened it, so nobody chooses it. */
function challengeFindings(change: Change): AuditFinding[] {
  const { transaction, channel } = change;
  return rewritten(change, 'challenge').flatMap(({ key, before, after }) => {
    const nonce = toHex(challengeNonce(channel, transaction.id));
    if (before !== undefined) return [found('RECORD_REWRITTEN', 'a challenge', { key })];
    return after.nonce === nonce ? [] : [found('POSSESSION_UNPROVEN', 'the challenge was chosen', { key })];
  });
}
