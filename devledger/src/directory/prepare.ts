// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

import type { Logger } from 'pino';

import { makeMaterial } from '../crypto-material/material.js';
import { type Deployment, packageIdOf } from '../deployment/deployment.js';
import { DevledgerError } from '../errors.js';
import type { LedgerOptions } from '../options.js';
import {
  type ChaincodeDefinition,
  type LedgerConfiguration,
  readConfiguration,
  writeConfiguration,
} from './configuration.js';
import type { DirectoryLayout } from './layout.js';
import { DEFAULT_ORGANISATIONS, type OrganisationSpec } from './organisations.js';
import { freePort } from './ports.js';

/** Fabric's rule for channel names (common/channelconfig). */
const CHANNEL_NAME = /^[a-z][a-z0-9.-]{0,248}$/;

/**
 * Makes a data directory ready: a new one gets keys, ports and a configuration; an old one keeps what it has, and its
 * chaincode definition follows the deployment.
 *
 * @throws {@link DevledgerError} `BAD_OPTION`, `BAD_DEPLOYMENT`, `BAD_DIRECTORY`, `STORAGE_FAILED`
 */
export async function prepareDirectory(
  layout: DirectoryLayout,
  options: LedgerOptions,
  deployment: Deployment,
  logger: Logger,
): Promise<LedgerConfiguration> {
  const existing = readConfiguration(layout);
  if (existing === undefined) return await createDirectory(layout, options, deployment);
  checkUnchanged(existing, options, deployment);
  const next = nextDefinition(existing.definition, deployment);
  if (next === existing.definition) return existing;
  logger.info({ from: existing.definition, to: next }, 'the chaincode definition changed');
  const configuration = { ...existing, definition: next };
  writeConfiguration(layout, configuration);
  return configuration;
}

async function createDirectory(
  layout: DirectoryLayout,
  options: LedgerOptions,
  deployment: Deployment,
): Promise<LedgerConfiguration> {
  const channel = options.channel ?? 'nmichannel';
  if (!CHANNEL_NAME.test(channel)) {
    throw new DevledgerError('BAD_OPTION', `"${channel}" is no channel name: use a-z, 0-9, dots and hyphens`);
  }
  const specs = options.organisations ?? DEFAULT_ORGANISATIONS;
  checkPortNames(specs, options.ports ?? {});
  const organisations = [];
  for (const organisation of specs) {
    const gatewayPort = options.ports?.[organisation.name] ?? (await freePort());
    organisations.push({ ...organisation, gatewayPort });
  }
  await makeMaterial(layout, organisations);
  const { name, label, version } = deployment;
  const configuration: LedgerConfiguration = {
    schema: 1,
    name: options.name ?? path.basename(layout.root),
    channel,
    demo: options.demo ?? false,
    organisations,
    definition: { name, label, version, packageId: packageIdOf(deployment), sequence: 1 },
  };
  writeConfiguration(layout, configuration);
  return configuration;
}

function checkPortNames(specs: readonly OrganisationSpec[], ports: Readonly<Record<string, number>>): void {
  const unknown = Object.keys(ports).filter((name) => !specs.some((spec) => spec.name === name));
  if (unknown.length === 0) return;
  const names = specs.map(({ name }) => name).join(', ');
  throw new DevledgerError(
    'BAD_OPTION',
    `no organisation ${unknown.join(', ')}: the organisations are ${names}`,
  );
}

function checkUnchanged(existing: LedgerConfiguration, options: LedgerOptions, deployment: Deployment): void {
  const faults = [
    ...difference('name', existing.name, options.name),
    ...difference('channel', existing.channel, options.channel),
    ...difference('demo', existing.demo, options.demo),
  ];
  if (faults.length > 0) {
    throw new DevledgerError(
      'BAD_OPTION',
      `${faults.join('; ')}: start with a new directory, or without the option`,
    );
  }
  if (deployment.name !== existing.definition.name) {
    throw new DevledgerError(
      'BAD_DEPLOYMENT',
      `the ledger runs the chaincode ${existing.definition.name}, not ${deployment.name}; start with a new directory`,
    );
  }
}

function difference<T>(option: string, existing: T, wanted: T | undefined): string[] {
  if (wanted === undefined || wanted === existing) return [];
  return [`the ledger was made with ${option} ${String(existing)}, not ${String(wanted)}`];
}

/** The definition that the deployment asks for: the same object where nothing changed. */
function nextDefinition(current: ChaincodeDefinition, deployment: Deployment): ChaincodeDefinition {
  const { name, label, version } = deployment;
  if (label === current.label && version === current.version) return current;
  return { name, label, version, packageId: packageIdOf(deployment), sequence: current.sequence + 1 };
}
