// SPDX-License-Identifier: Apache-2.0
import { findings, reasons, type Reason } from '@meterpki/protocol';
import type { Words } from './words';

const receipts = (count: number): string => (count === 1 ? '1 receipt' : `${count} receipts`);

/** English. Reasons and findings are those of the protocol. */
export const english: Words = {
  language: 'en',
  bundle: {
    labels: {
      basis: 'read from',
      signedBy: 'signed by',
      time: 'time',
      recorded: 'recorded',
      nonce: 'nonce',
      ledger: 'ledger',
      note: 'note',
    },
    basis: (key, block, transaction) => `${key}, written in block ${block}, transaction ${transaction}`,
    nothingThere: (key) => `${key}, where nothing stood`,
    asItSays: (assurance) => `${assurance}, as it says of itself`,
    callersClock: (time, caller) => `${time} (the clock of the caller, ${caller})`,
  },
  labels: {
    meter: 'meter',
    instrument: 'instrument',
    measured: 'measured',
    claims: 'claims',
    when: 'when',
    session: 'session',
    embeddedKey: 'embedded key',
    key: 'key',
    attested: 'attested by',
    candidate: 'candidate',
    receipt: 'receipt',
    finding: 'finding',
    assurance: 'assurance',
    record: 'record',
    transaction: 'transaction',
    format: 'format',
    namesItself: 'names itself',
    register: 'register',
    signingTime: 'signing time',
    pagination: 'pagination',
    user: 'user',
    tariff: 'tariff',
    signature: 'signature',
  },
  verdicts: { valid: 'VALID', invalid: 'INVALID', indeterminate: 'INDETERMINATE' },
  reasons: Object.fromEntries(Object.entries(reasons).map(([code, { text }]) => [code, text])) as Record<
    Reason,
    string
  >,
  findings,
  assurances: {
    evaluated: "evaluated: one peer's answer, nothing written",
    endorsed: 'endorsed: signed by peers of the institutes that were asked, nothing written',
    committed: 'committed: the check is on the ledger',
    'key-only': 'key-only: judged here against the given key; no register was asked',
    local: 'local: judged here; it could not be sent to the ledger',
  },
  detail: (text) => `: ${text}`,
  summary: ({ total, valid, invalid, indeterminate }) =>
    `${receipts(total)}: ${valid} valid, ${invalid} invalid, ${indeterminate} indeterminate`,
  hints: {
    meaning: (signedWith) =>
      `valid means: signed with ${signedWith === 'given-key' ? 'the key that you gave' : 'a key registered for this meter'}, and unchanged since. It says nothing about price or accuracy.`,
    askRegister: 'Next: the same with --profile FILE instead of --key asks the register whose key it is.',
    nameMeter: 'Next: name the meter with --meter ID, or look for it: meterpki meter show --alias KIND:TEXT',
    listChecks: (meterId) => `Next: meterpki audit checks --meter ${meterId}`,
    recordCheck: (meterId) =>
      `Next: --record puts the check on the ledger; meterpki meter show ${meterId} shows the meter.`,
    nothingVerified: (count, unreadable) =>
      `${receipts(count)}, ${unreadable} that cannot be read. Nothing was verified: this is what they claim.`,
    verifyNext: 'Next: meterpki verify FILE --profile PROFILE, or --key KEY',
  },
  range: (first, last) => `${first} to ${last}`,
  moreRegisters: (count) => `and ${count} more registers`,
  noText: (bytes) => `${bytes} bytes that are no text`,
  metersClock: (time) => `${time} (the meter's clock)`,
  neverTrusted: (key) => `${key} (shown, never trusted)`,
  imported: 'nobody: the key was taken over from an older register',
  moments: { begin: 'begin', update: 'update', end: 'end' },
  clocks: {
    U: 'the clock was not synchronised',
    I: 'the time is informative only',
    S: 'the clock was synchronised',
    R: 'the time is relative to the start of the transaction',
    none: 'nothing is said of the clock',
  },
  noPointInTime: 'names no point in time',
  quantities: {
    '1.8': 'active energy, import',
    '2.8': 'active energy, export',
    '1.7': 'active power, import',
    '2.7': 'active power, export',
    'b0.8': 'total energy, import, at the mains connection',
    'b1.8': 'total energy, import, at the device',
    'b2.8': 'energy of the transaction, import, at the mains connection',
    'b3.8': 'energy of the transaction, import, at the device',
    'c0.8': 'total energy, export, at the mains connection',
    'c1.8': 'total energy, export, at the device',
    'c2.8': 'energy of the transaction, export, at the mains connection',
    'c3.8': 'energy of the transaction, export, at the device',
  },
  tariffNumber: (quantity, tariff) => `${quantity}, tariff ${tariff}`,
  hiddenUser: (kind) => `${kind ?? 'an ID'} is there, not shown (--show-user shows it)`,
  formatIn: (format, container) => `${format} in ${container}`,
  signature: {
    encodings: {
      der: 'DER',
      p1363: 'r and s side by side',
      'unpadded-der': 'DER without the zero in front of a high bit, as some meters write it',
    },
    undecodable: 'cannot be decoded for this curve',
    notNamed: "(not named: the format's default)",
    largerS: 'its s is the larger of the two that verify',
    bytes: (count) => `${count} bytes`,
  },
};
