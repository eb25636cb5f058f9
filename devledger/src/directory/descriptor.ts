// SPDX-License-Identifier: Apache-2.0
import { readFileSync, rmSync } from 'node:fs';

import type { LedgerConfiguration } from './configuration.js';
import { jsonText, writeWhole } from './files.js';
import type { DirectoryLayout } from './layout.js';
import type { ProfileIndex } from './profiles.js';

/** What `ledger.json` says. It is there while the ledger answers, and only then. */
export interface LedgerDescriptor {
  readonly kind: 'embedded';
  readonly name: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly demo: boolean;
  readonly consensus: 'none';
  readonly profiles: ProfileIndex;
}

/**
 * Says that the ledger is ready.
 *
 * @throws {@link DevledgerError} `STORAGE_FAILED`
 */
export function writeDescriptor(
  layout: DirectoryLayout,
  { name, channel, demo, definition }: LedgerConfiguration,
  profiles: ProfileIndex,
): LedgerDescriptor {
  const chaincode = definition.name;
  const descriptor = {
    kind: 'embedded',
    name,
    channel,
    chaincode,
    demo,
    consensus: 'none',
    profiles,
  } as const;
  writeWhole(layout.descriptor, jsonText(descriptor));
  return descriptor;
}

/** The descriptor of a ledger that is ready; undefined where there is none. */
export function readDescriptor(layout: DirectoryLayout): LedgerDescriptor | undefined {
  try {
    return JSON.parse(readFileSync(layout.descriptor, 'utf8')) as LedgerDescriptor;
  } catch {
    return undefined;
  }
}

/** Takes the descriptor away: the ledger does not answer any more, or not yet. */
export function removeDescriptor(layout: DirectoryLayout): void {
  rmSync(layout.descriptor, { force: true });
}
