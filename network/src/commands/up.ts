// SPDX-License-Identifier: Apache-2.0
import { copyChaincode, readDeployment, type Deployment } from '../chaincode/deployment.js';
import { deployChaincode } from '../chaincode/lifecycle.js';
import { writePackage } from '../chaincode/package.js';
import { makeGenesis } from '../channel/genesis.js';
import { joinChannel, waitForLeader } from '../channel/join.js';
import { makeMaterial } from '../crypto/make-material.js';
import { writeDescriptor } from '../directory/descriptor.js';
import { lockNetwork } from '../directory/lock.js';
import { writeProfiles } from '../directory/profiles.js';
import { findRecord, writeRecord, type ModeName, type NetworkRecord } from '../directory/record.js';
import type { Mode, ModeContext } from '../mode.js';
import { waitForEndorsement } from '../ready/endorsement.js';
import { clearUnfinished, refuseDifferent, refuseForeign, removeIfEmpty } from './existing-network.js';
import type { CommandContext } from './command-context.js';
import { modeOf } from './modes.js';
import { wantedNetwork, type NetworkOptions, type WantedNetwork } from './network-options.js';
import { checkedPrograms, requiredPrograms } from './preflight.js';
import { startNetwork } from './start.js';

/**
 * Makes a network and starts it, or starts one that was made before. It is up when every peer's gateway commits a
 * transaction that the institutes endorsed.
 * @throws {@link NetworkError} any code; what was half made is cleared away by the next `up`
 */
export async function up(
  options: NetworkOptions & { readonly mode: string },
  { say, signal }: CommandContext,
): Promise<WantedNetwork> {
  const wanted = wantedNetwork(options);
  const mode = modeOf(options.mode);
  refuseForeign(wanted.layout);
  const deployment = readDeployment(wanted.deploymentFile, wanted.model);
  const release = lockNetwork(wanted.layout, 'up');
  try {
    // Others may have written there until the lock was taken.
    refuseForeign(wanted.layout);
    const existing = findRecord(wanted.layout);
    if (existing?.phase === 'complete') {
      refuseDifferent(existing, { model: wanted.model, mode: mode.name, deployment });
      await startNetwork({ layout: wanted.layout, record: existing }, { say, signal });
    } else {
      if (existing !== undefined) {
        await requiredPrograms();
        await clearUnfinished(wanted.layout, existing, say);
      }
      await make(wanted, mode, deployment, { say, signal });
    }
  } finally {
    release();
    removeIfEmpty(wanted.layout);
  }
  return wanted;
}

async function make(
  { layout, model }: WantedNetwork,
  mode: Mode,
  deployment: Deployment,
  { say, signal }: CommandContext,
): Promise<void> {
  const programs = await checkedPrograms({ layout, model }, mode, deployment.version);
  const record = begin({ layout, model }, mode.name, deployment);
  const context: ModeContext = { layout, record, programs, signal };
  try {
    await build(context, mode, say);
  } catch (error) {
    await mode.stop(layout);
    throw error;
  }
  writeRecord(layout, { ...record, phase: 'complete' });
}

/** Writes record and chaincode: the record first, since without it nobody could tell whose the other files are. */
function begin(
  { layout, model }: Pick<WantedNetwork, 'layout' | 'model'>,
  mode: ModeName,
  deployment: Deployment,
): NetworkRecord {
  const { name, label, version, environment, shimCli, modules } = deployment;
  const chaincode = { name, label, version, environment, shimCli, modules, packageIds: {} };
  const first: NetworkRecord = { schema: 1, mode, phase: 'making', model, chaincode };
  writeRecord(layout, first);
  copyChaincode(deployment, layout);
  const packageIds = Object.fromEntries(
    model.nmis.map((nmi) => [nmi.name, writePackage(layout, nmi, deployment)]),
  );
  const record = { ...first, chaincode: { ...chaincode, packageIds } };
  writeRecord(layout, record);
  return record;
}

async function build(
  { layout, record, programs, signal }: ModeContext,
  mode: Mode,
  say: (text: string) => void,
): Promise<void> {
  const { model, chaincode } = record;
  const channel = { layout, model, programs, signal };
  say('making keys and certificates');
  await makeMaterial(layout, model, programs, signal);
  await makeGenesis(layout, model, programs, { addressing: mode.addressing, signal });
  mode.configure(layout, record);
  const profiles = writeProfiles(layout, model);
  say('starting the nodes');
  await mode.start({ layout, record, programs, signal });
  say(`joining ${model.channel}`);
  await joinChannel(channel);
  await waitForLeader(channel);
  say(`deploying ${chaincode.label}`);
  await deployChaincode(channel, chaincode);
  say('waiting until the institutes endorse');
  await waitForEndorsement(layout, model, signal);
  writeDescriptor(layout, model, profiles);
}
