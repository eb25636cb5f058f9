// SPDX-License-Identifier: Apache-2.0
import { credentials } from '@grpc/grpc-js';
import type { Logger } from 'pino';

import type { Chain } from './blocks/chain.js';
import { ChaincodeService } from './chaincode/chaincode-service.js';
import type { ProcessRecord } from './chaincode/leftover-processes.js';
import { readKeyPair, readPem } from './crypto-material/material.js';
import type { Deployment } from './deployment/deployment.js';
import type { ConfiguredOrganisation, LedgerConfiguration } from './directory/configuration.js';
import type { DirectoryLayout } from './directory/layout.js';
import { checkPort } from './directory/ports.js';
import { Endorser } from './endorser/endorser.js';
import { GatewayServer } from './gateway/gateway-server.js';
import type { MspRegistry } from './identity/msp-registry.js';
import { Signer } from './identity/signer.js';
import type { Orderer } from './ordering/orderer.js';
import type { ShutdownSteps } from './shutdown-steps.js';

/** What all organisations share. */
export interface LedgerParts {
  readonly layout: DirectoryLayout;
  readonly configuration: LedgerConfiguration;
  readonly deployment: Deployment;
  readonly chain: Chain;
  readonly orderer: Orderer;
  readonly msps: MspRegistry;
  readonly logger: Logger;
  readonly processes: ProcessRecord;
  readonly executeTimeout: number;
}

/**
 * Starts chaincode, peer and gateway of every organisation.
 *
 * @param steps - gets the steps that stop them again
 * @throws {@link DevledgerError} `CHAINCODE_FAILED`, `PORT_TAKEN`, `BAD_DIRECTORY`
 */
export async function startOrganisations(parts: LedgerParts, steps: ShutdownSteps): Promise<void> {
  const { organisations } = parts.configuration;
  for (const { gatewayPort } of organisations) await checkPort(gatewayPort);
  const services = organisations.map((organisation) => chaincodeService(parts, organisation));
  steps.add(() => {
    parts.processes.clear();
  });
  steps.add(async () => {
    await Promise.all(
      services.map(async (service) => {
        await service.close();
      }),
    );
  });
  const starts = await Promise.allSettled(
    services.map(async (service) => {
      await service.start();
    }),
  );
  for (const outcome of starts) if (outcome.status === 'rejected') throw outcome.reason;
  const endorsers = organisations.map((organisation, index) => {
    return endorser(parts, organisation, services[index] ?? chaincodeService(parts, organisation));
  });
  for (const [index, local] of endorsers.entries()) {
    const organisation = organisations[index];
    if (organisation !== undefined) await listen(parts, organisation, { local, endorsers }, steps);
  }
}

function chaincodeService(parts: LedgerParts, organisation: ConfiguredOrganisation): ChaincodeService {
  const { layout, deployment, configuration, logger, processes } = parts;
  const server = layout.node(organisation.name, 'chaincode-server');
  const client = readKeyPair(layout.node(organisation.name, 'chaincode-client'));
  const authority = layout.authority(organisation.name, 'chaincode-ca').certificate;
  return new ChaincodeService({
    organisation: organisation.name,
    deployment,
    packageId: configuration.definition.packageId,
    tls: { key: server.privateKey, certificate: server.certificate, clientAuthority: authority },
    credentials: credentials.createSsl(
      Buffer.from(readPem(authority)),
      Buffer.from(client.privateKey),
      Buffer.from(client.certificate),
    ),
    logFile: layout.chaincodeLog(organisation.name),
    logger,
    onLaunch: (pid) => {
      processes.add(pid);
    },
  });
}

function endorser(
  parts: LedgerParts,
  { mspId, name, gatewayPort }: ConfiguredOrganisation,
  chaincode: ChaincodeService,
): Endorser {
  const { layout, configuration, chain, msps, executeTimeout } = parts;
  const { certificate, privateKey } = readKeyPair(layout.node(name, 'peer0'));
  return new Endorser({
    signer: new Signer(mspId, certificate, privateKey),
    channel: configuration.channel,
    definition: configuration.definition,
    chaincode,
    chain,
    msps,
    executeTimeout,
    address: `localhost:${gatewayPort}`,
  });
}

async function listen(
  parts: LedgerParts,
  { name, gatewayPort }: ConfiguredOrganisation,
  peers: { readonly local: Endorser; readonly endorsers: readonly Endorser[] },
  steps: ShutdownSteps,
): Promise<void> {
  const { layout, configuration, chain, orderer, msps, logger } = parts;
  const { channel, definition } = configuration;
  const server = await GatewayServer.listen(
    { channel, chaincode: definition.name, msps, chain, orderer, logger, ...peers },
    { port: gatewayPort, tls: readKeyPair(layout.node(name, 'tls')) },
  );
  steps.add(async () => {
    await server.close();
  });
}
