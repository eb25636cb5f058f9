// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  isMatch,
  judge,
  matchReceipt,
  readReceipt,
  toBase64,
  type Finding,
  type Judgement,
  type MeterRecord,
} from '@meterpki/protocol';
import type { Meter } from '@meterpki/simulator';

const REGISTERED = '2020-01-01T00:00:00.000Z';

/** The ledger's record of a meter in good standing. */
export const registered = ({ algorithm, fingerprint, spki }: Meter): MeterRecord => ({
  schema: 1,
  meterId: 'ptb:sample',
  mspId: 'PTBMSP',
  manufacturer: 'sample',
  model: 'sample',
  status: 'ACTIVE',
  aliases: [],
  registered: REGISTERED,
  keys: [
    {
      sequence: 0,
      algorithm: algorithm.id,
      fingerprint,
      spki: toBase64(spki),
      state: 'ACTIVE',
      possession: 'statement',
      attestations: [],
      activated: { time: REGISTERED, quorum: { attestations: 2, nmis: 1 } },
    },
  ],
});

/** What the ledger would say of a receipt. */
export interface Opinion {
  readonly judgement: Judgement;
  readonly findings: readonly Finding[];
  readonly receiptId: string | undefined;
}

/** Judges a receipt with this meter registered, every algorithm allowed. */
export function opinionOn(receipt: string, meter: Meter): Opinion {
  const outcome = matchReceipt({
    read: readReceipt(receipt),
    meters: [registered(meter)],
    algorithms: algorithms.map(({ id }) => id),
  });
  const judgement = isMatch(outcome) ? judge(outcome) : outcome.judgement;
  return { judgement, findings: outcome.findings, receiptId: outcome.receiptId };
}
