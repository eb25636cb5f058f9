// SPDX-License-Identifier: Apache-2.0
import {
  challengeNonce,
  majorityOf,
  meetsQuorum,
  toHex,
  type Attestation,
  type KeyRecord,
  type MeterRecord,
} from '@meterpki/protocol';
import { found, type AuditFinding, type FindingCode } from '../finding';
import { isCallersWord, isMembersAdministrator, rewritten, type Change, type Rewritten } from './change';
import { isProved, isVouchedFor } from './proofs';

type Say = (code: FindingCode, text: string) => void;

/** True where the caller was a permitted endorser at the time that it gives. */
function isGranted({ state, transaction: { caller, identity, time } }: Change): boolean {
  const grant = state.get('pe', `${caller.mspId}/${identity}`);
  return (
    grant !== undefined && grant.granted <= time && time < grant.validUntil && grant.revoked === undefined
  );
}

const purposes = { 'registry:RegisterMeters': 'register', 'registry:UpdateKeys': 'update' } as const;

/** A key that the meter did not have before: proved by what the argument holds, or marked as imported. */
function newKey(change: Change, meter: MeterRecord, key: KeyRecord, say: Say): void {
  const { called } = change.transaction;
  const imported = called === 'registry:ImportMeters' && key.possession === 'imported';
  if (imported && isMembersAdministrator(change)) return;
  const purpose = Object.hasOwn(purposes, called) ? purposes[called as keyof typeof purposes] : undefined;
  if (purpose === undefined || !isProved(change, { meter, key, purpose }))
    say('POSSESSION_UNPROVEN', `key ${key.fingerprint} of ${meter.meterId}`);
}

function newWords(change: Change, meter: MeterRecord, key: KeyRecord, before: number, say: Say): void {
  const words = key.attestations.slice(before);
  const name = `of key ${key.fingerprint} of ${meter.meterId}`;
  const isOwn = (word: Attestation): boolean =>
    isCallersWord(change, word) && word.time === change.transaction.time;
  if (words.length > 1 || !words.every(isOwn) || (words.length > 0 && !isGranted(change)))
    say('ATTESTATION_FORGED', `the last one ${name}`);
  const attests = words.length > 0 && change.transaction.called === 'registry:AttestMeters';
  if (attests && !isProved(change, { meter, key, purpose: 'attest' }))
    say('ATTESTATION_FORGED', `the last one ${name} came without a proof`);
}

/** Whether members approved the import that brought the key, by what this very transaction writes. */
function isImportApproved(change: Change, key: KeyRecord): boolean {
  const imports = rewritten(change, 'import');
  const one = imports.find(({ after }) => after.importId === key.import)?.after;
  const members = change.policy?.members.map(({ mspId }) => mspId);
  const words = (one?.approvals ?? []).filter(({ mspId }) => members?.includes(mspId) ?? true);
  const wanted = change.policy === undefined ? 1 : majorityOf(change.policy);
  return new Set(words.map(({ mspId }) => mspId)).size >= wanted;
}

/** A key that has just come to count. */
function activation(change: Change, meter: MeterRecord, key: KeyRecord, say: Say): void {
  const { activated, attestations } = key;
  if (activated === undefined) return;
  const by = meter.keys.find(({ fingerprint }) => fingerprint === activated.vouchedBy);
  const quorum = change.policy?.quorum ?? activated.quorum;
  const founded =
    by !== undefined
      ? by.sequence < key.sequence && isVouchedFor(change, { meter, key, purpose: 'update' }, by)
      : key.possession === 'imported' && activated.quorum.attestations === 0
        ? isImportApproved(change, key)
        : meetsQuorum(attestations, quorum) && meetsQuorum(attestations, activated.quorum);
  if (!founded) say('ACTIVATION_UNFOUNDED', `key ${key.fingerprint} of ${meter.meterId}`);
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
  newWords(change, meter, key, before?.attestations.length ?? 0, say);
  if (before?.activated === undefined) activation(change, meter, key, say);
  return findings;
}

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What a meter keeps for ever: who registered it and when, its keys, the words that were given. */
function keepsThePast({ before, after }: Rewritten<MeterRecord>): boolean {
  if (before === undefined) return true;
  const kept = before.keys.every((old, at) => {
    const now = after.keys[at];
    return (
      now?.fingerprint === old.fingerprint &&
      now.spki === old.spki &&
      sameText(now.attestations.slice(0, old.attestations.length), old.attestations) &&
      (old.revocation === undefined ||
        old.revocation.reason === 'certificateHold' ||
        now.revocation !== undefined)
    );
  });
  const fixed = (meter: MeterRecord): unknown => [meter.meterId, meter.mspId, meter.registered];
  return (
    kept &&
    sameText(fixed(before), fixed(after)) &&
    (before.decommissioned ?? after.decommissioned) === after.decommissioned
  );
}

/** Every registration proof, attestation and activation that a transaction brings, and that the past stays. */
export function registryFindings(change: Change): AuditFinding[] {
  const meters = rewritten(change, 'meter').flatMap((meter) => {
    const { key, before, after } = meter;
    const past = keepsThePast(meter) ? [] : [found('RECORD_REWRITTEN', after.meterId)];
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
