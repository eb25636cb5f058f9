// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { DevledgerError, messageOf } from '../errors.js';
import { sha256 } from '../wire/hash.js';

/** A chaincode to run, as read from a deployment file; paths are absolute. */
export interface Deployment {
  /** Name of the chaincode on the channel. */
  readonly name: string;
  /** Label of the package. */
  readonly label: string;
  /** Version in the chaincode definition. */
  readonly version: string;
  /** Folder with a package.json whose `main` exports the contracts. */
  readonly directory: string;
  /** Additional environment variables of the process. */
  readonly environment: Readonly<Record<string, string>>;
  /** The program of fabric-shim that the folder resolves to. */
  readonly shimCli: string;
}

/** A deployment file before its members were looked at. */
interface DeploymentDocument {
  readonly name?: unknown;
  readonly label?: unknown;
  readonly version?: unknown;
  readonly directory?: unknown;
  readonly environment?: unknown;
}

/** Fabric's rules for names and labels (core/chaincode/lifecycle, core/chaincode/persistence). */
const NAME = /^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/;
const LABEL = /^[a-zA-Z0-9]+([.+-_][a-zA-Z0-9]+)*$/;
const VERSION = /^[A-Za-z0-9_.+-]+$/;

/**
 * Reads a deployment file.
 *
 * @param file - JSON with `name`, `label`, `version`, `directory` (relative to the file) and, optionally,
 *   `environment`
 * @throws {@link DevledgerError} `BAD_DEPLOYMENT` with every fault found
 */
export function readDeployment(file: string): Deployment {
  const document = readJson(file);
  const faults = [
    ...patternFaults(document, 'name', NAME),
    ...patternFaults(document, 'label', LABEL),
    ...patternFaults(document, 'version', VERSION),
    ...patternFaults(document, 'directory', /./),
    ...environmentFaults(document.environment),
  ];
  if (faults.length > 0) throw new DevledgerError('BAD_DEPLOYMENT', `${file}: ${faults.join('; ')}`);
  const directory = path.resolve(path.dirname(file), String(document.directory));
  return {
    name: String(document.name),
    label: String(document.label),
    version: String(document.version),
    directory,
    environment: (document.environment ?? {}) as Record<string, string>,
    shimCli: findShim(file, directory),
  };
}

/**
 * The package ID of a deployment: label and a SHA-256 over name, label and version. As with chaincode as a service on
 * Fabric, it does not cover the code.
 */
export function packageIdOf({ name, label, version }: Deployment): string {
  const digest = sha256(Buffer.from(JSON.stringify({ type: 'ccaas', name, label, version })));
  return `${label}:${Buffer.from(digest).toString('hex')}`;
}

function readJson(file: string): DeploymentDocument {
  try {
    const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof document !== 'object' || document === null) throw new Error('it holds no JSON object');
    return document;
  } catch (error) {
    throw new DevledgerError('BAD_DEPLOYMENT', `${file} cannot be read as a deployment: ${messageOf(error)}`);
  }
}

function patternFaults(
  document: DeploymentDocument,
  member: keyof DeploymentDocument,
  pattern: RegExp,
): string[] {
  const value = document[member];
  if (typeof value === 'string' && pattern.test(value)) return [];
  return [`"${member}" must be a text of the form ${pattern.source}`];
}

function environmentFaults(environment: unknown): string[] {
  if (environment === undefined) return [];
  const isObject = typeof environment === 'object' && environment !== null && !Array.isArray(environment);
  if (isObject && Object.values(environment).every((value) => typeof value === 'string')) return [];
  return ['"environment" must be an object of texts'];
}

function findShim(file: string, directory: string): string {
  const manifest = path.join(directory, 'package.json');
  try {
    statSync(manifest);
    const shimManifest = createRequire(manifest).resolve('fabric-shim/package.json');
    return path.join(path.dirname(shimManifest), 'cli.js');
  } catch (error) {
    throw new DevledgerError(
      'BAD_DEPLOYMENT',
      `${file}: "directory" must be a chaincode package with fabric-shim installed, ` +
        `${directory} is not: ${messageOf(error)}`,
    );
  }
}
