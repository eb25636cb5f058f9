// SPDX-License-Identifier: Apache-2.0
import { toBase64 } from '@meterpki/protocol';
import { committing } from './here';
import { meter } from './receipts';
import type { GatewayScript } from './scripted-gateway';

/** Where a meter with the key of the tests stands. */
export const standing = (meterId: string, keyState = 'ACTIVE'): object => ({
  meterId,
  status: keyState,
  key: meter.fingerprint,
  keyState,
});

/** Registers, attests, updates: whatever came in now stands like that. */
export const standings = (keyState: string): GatewayScript =>
  committing(({ argument }) => {
    const { meters, attestations, updates } = JSON.parse(argument) as Record<string, { meterId: string }[]>;
    return {
      meters: (meters ?? attestations ?? updates ?? []).map(({ meterId }) => standing(meterId, keyState)),
    };
  });

/** What stands on the plate of the meter of the tests, and its key, as the ledger takes them. */
export const described = {
  meterId: 'ptb:T-1',
  manufacturer: 'Maker',
  model: 'Model',
  aliases: [{ kind: 'MS', text: 'T-1' }],
  key: toBase64(meter.spki),
  algorithm: 'ECDSA-secp256r1-SHA256',
};
