// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

import { pino } from 'pino';

import { Chain } from './blocks/chain.js';
import { genesisEnvelope } from './blocks/genesis.js';
import { ProcessRecord } from './chaincode/leftover-processes.js';
import { readKeyPair, readPem } from './crypto-material/material.js';
import { readMsps } from './crypto-material/msps.js';
import { readDeployment } from './deployment/deployment.js';
import type { LedgerConfiguration } from './directory/configuration.js';
import { removeDescriptor, writeDescriptor } from './directory/descriptor.js';
import { makeFolder } from './directory/files.js';
import { DirectoryLayout } from './directory/layout.js';
import { ORDERER } from './directory/organisations.js';
import { writeTrustFile } from './directory/trust-file.js';
import { lockDirectory } from './directory/owner-lock.js';
import { prepareDirectory } from './directory/prepare.js';
import { writeProfiles } from './directory/profiles.js';
import { LIFECYCLE_NAMESPACE, sequenceKey } from './endorser/lifecycle.js';
import { MspRegistry } from './identity/msp-registry.js';
import { Signer } from './identity/signer.js';
import type { LedgerOptions, RunningLedger } from './options.js';
import { DEFAULT_BATCH, Orderer } from './ordering/orderer.js';
import { type LedgerParts, startOrganisations } from './organisations.js';
import { ShutdownSteps } from './shutdown-steps.js';

/**
 * Starts an embedded ledger and waits until it answers: takes the data directory, rebuilds the state from the blocks,
 * starts a chaincode process and a gateway for every organisation, and writes profiles and descriptor.
 *
 * @throws {@link DevledgerError} with any of its codes but `NOT_RUNNING`, `STOP_TIMEOUT` and `START_FAILED`; nothing
 *   keeps running then
 */
export async function startLedger(options: LedgerOptions): Promise<RunningLedger> {
  const steps = new ShutdownSteps();
  try {
    return await start(options, steps);
  } catch (error) {
    await steps.run();
    throw error;
  }
}

async function start(options: LedgerOptions, steps: ShutdownSteps): Promise<RunningLedger> {
  const logger = options.logger ?? pino({ level: 'silent' });
  const deployment = readDeployment(options.deployment);
  const layout = new DirectoryLayout(options.directory);
  makeFolder(layout.logs);
  steps.add(lockDirectory(layout.root));
  removeDescriptor(layout);
  const processes = new ProcessRecord(layout.chaincodeProcesses);
  processes.endLeftovers();

  const configuration = await prepareDirectory(layout, options, deployment, logger);
  const { channel, definition, organisations } = configuration;
  const { chain, tornBytes } = await Chain.open(layout.blocks);
  steps.add(async () => {
    await chain.close();
  });
  if (tornBytes > 0) logger.warn({ tornBytes }, 'cut an unfinished block off the end of the block file');
  const ordererSigner = signer(layout, ORDERER.mspId, ORDERER.name, 'orderer0');
  if (chain.height === 0) await writeGenesis(chain, layout, configuration, ordererSigner);
  chain.seed(
    LIFECYCLE_NAMESPACE,
    sequenceKey(definition.name),
    Buffer.from(String(definition.sequence)),
    definition.sequence - 1,
  );

  const msps = new MspRegistry(await readMsps(layout, organisations));
  const validation = { channel, chaincode: definition.name, msps, organisations: organisations.length };
  const batch = { ...DEFAULT_BATCH, ...options.batch };
  const orderer = new Orderer({ chain, signer: ordererSigner, validation, batch, logger });

  const executeTimeout = options.executeTimeout ?? 30_000;
  const parts: LedgerParts = {
    layout,
    configuration,
    deployment,
    chain,
    orderer,
    msps,
    logger,
    processes,
    executeTimeout,
  };
  await startOrganisations(parts, steps);
  steps.add(async () => {
    await orderer.close();
  });

  const profiles = writeProfiles(layout, configuration);
  writeTrustFile(layout, configuration);
  writeDescriptor(layout, configuration, profiles);
  steps.add(() => {
    removeDescriptor(layout);
  });
  logger.info({ channel, height: chain.height, definition }, 'embedded ledger ready; it has no consensus');
  return {
    descriptor: layout.descriptor,
    profiles: Object.fromEntries(
      Object.entries(profiles).map(([name, file]) => [name, path.join(layout.root, file)]),
    ),
    close: async () => {
      await steps.run();
    },
  };
}

async function writeGenesis(
  chain: Chain,
  layout: DirectoryLayout,
  { channel, organisations }: LedgerConfiguration,
  orderer: Signer,
): Promise<void> {
  const envelope = genesisEnvelope({
    channel,
    application: organisations.map(({ mspId, name }) => ({
      mspId,
      authority: readPem(layout.authority(name, 'ca').certificate),
      tlsAuthority: readPem(layout.authority(name, 'tls-ca').certificate),
    })),
    orderer: { mspId: ORDERER.mspId, authority: readPem(layout.authority(ORDERER.name, 'ca').certificate) },
  });
  await chain.append({ data: [envelope], codes: [0] }, orderer);
}

function signer(layout: DirectoryLayout, mspId: string, organisation: string, node: string): Signer {
  const { certificate, privateKey } = readKeyPair(layout.node(organisation, node));
  return new Signer(mspId, certificate, privateKey);
}
