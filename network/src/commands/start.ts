// SPDX-License-Identifier: Apache-2.0
import { writeDescriptor } from '../directory/descriptor.js';
import type { Layout } from '../directory/layout.js';
import { lockNetwork } from '../directory/lock.js';
import { writeProfiles } from '../directory/profiles.js';
import { completeRecord, type NetworkRecord } from '../directory/record.js';
import { checkMaterial } from '../crypto/expiry.js';
import { waitForEndorsement } from '../ready/endorsement.js';
import type { CommandContext } from './command-context.js';
import { modeOf } from './modes.js';
import { networkLayout, type NetworkOptions } from './network-options.js';
import { preflightError, requiredPrograms } from './preflight.js';

/**
 * Starts a network that was stopped; its ledger is as it was.
 * @returns where it stands
 * @throws {@link NetworkError} `NETWORK_UNKNOWN`, `NETWORK_INCOMPLETE`, `MATERIAL_STALE`, `PREFLIGHT_FAILED`, `NODE_FAILED`,
 * `NOT_READY`
 */
export async function start(options: NetworkOptions, context: CommandContext): Promise<Layout> {
  const layout = networkLayout(options);
  const record = completeRecord(layout);
  const release = lockNetwork(layout, 'start');
  try {
    await startNetwork({ layout, record }, context);
  } finally {
    release();
  }
  return layout;
}

/** The same for a network that is locked already. */
export async function startNetwork(
  { layout, record }: Readonly<{ layout: Layout; record: NetworkRecord }>,
  { say, signal }: CommandContext,
): Promise<void> {
  const { model } = record;
  const mode = modeOf(record.mode);
  const programs = await requiredPrograms();
  checkMaterial(layout, model);
  const states = await mode.states(layout, record);
  if (states.every(({ running }) => !running)) await refuseTaken(record, layout);
  mode.configure(layout, record);
  say('starting the nodes');
  await mode.start({ layout, record, programs, signal });
  say('waiting until the institutes endorse');
  await waitForEndorsement(layout, model, signal);
  writeDescriptor(layout, model, writeProfiles(layout, model));
}

/** Nodes that cannot listen end with a text that nobody reads; so look before. */
async function refuseTaken({ mode, model, chaincode }: NetworkRecord, layout: Layout): Promise<void> {
  const findings = await modeOf(mode).preflight(layout, model, {
    isNew: false,
    version: chaincode.version,
  });
  if (findings.length > 0) throw preflightError(false, findings);
}
