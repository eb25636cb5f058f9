// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';

import { DevledgerError, messageOf } from '../errors.js';
import { jsonText, writeWhole } from './files.js';
import type { DirectoryLayout } from './layout.js';
import type { OrganisationSpec } from './organisations.js';

/** A chaincode definition: what the organisations agreed to run. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly label: string;
  readonly version: string;
  readonly packageId: string;
  /** Counts the changes of the definition, from 1. */
  readonly sequence: number;
}

/** An organisation with the port of its gateway. */
export interface ConfiguredOrganisation extends OrganisationSpec {
  readonly gatewayPort: number;
}

/** What a ledger keeps from one start to the next, besides keys and blocks. */
export interface LedgerConfiguration {
  readonly schema: 1;
  readonly name: string;
  readonly channel: string;
  readonly demo: boolean;
  readonly organisations: readonly ConfiguredOrganisation[];
  readonly definition: ChaincodeDefinition;
}

/**
 * Reads the configuration of a data directory.
 *
 * @returns undefined for a new directory
 * @throws {@link DevledgerError} `BAD_DIRECTORY` when the file is damaged or of another version
 */
export function readConfiguration(layout: DirectoryLayout): LedgerConfiguration | undefined {
  const file = layout.configuration;
  if (!existsSync(file)) {
    if (!existsSync(layout.blocks)) return undefined;
    throw new DevledgerError('BAD_DIRECTORY', `${layout.root} holds blocks but no config.json; restore it`);
  }
  try {
    const configuration = JSON.parse(readFileSync(file, 'utf8')) as Partial<LedgerConfiguration>;
    if (configuration.schema === 1) return configuration as LedgerConfiguration;
  } catch (error) {
    throw new DevledgerError('BAD_DIRECTORY', `${file} cannot be read: ${messageOf(error)}`);
  }
  throw new DevledgerError(
    'BAD_DIRECTORY',
    `${file} was written by another version; start with a new directory`,
  );
}

/**
 * Writes the configuration.
 *
 * @throws {@link DevledgerError} `STORAGE_FAILED`
 */
export function writeConfiguration(layout: DirectoryLayout, configuration: LedgerConfiguration): void {
  writeWhole(layout.configuration, jsonText(configuration));
}
