// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Layout } from '../directory/layout.js';
import { writePrivate } from '../directory/private-files.js';
import type { Institute } from '../model/network-model.js';
import type { Deployment } from './deployment.js';
import { tarGz } from './tar.js';

/**
 * Writes the lifecycle package of one institute. It says what is deployed by whom and holds neither code nor keys:
 * the code runs as a service, and the external builder takes address and key from each peer's own files.
 * @returns the package ID: label and SHA-256 of the package (Fabric core/chaincode/persistence)
 */
export function writePackage(layout: Layout, { name, mspId }: Institute, deployment: Deployment): string {
  const { label, version } = deployment;
  const described = { name: deployment.name, label, version, mspId };
  const code = tarGz([{ name: 'deployment.json', content: `${JSON.stringify(described)}\n` }]);
  const bytes = tarGz([
    { name: 'metadata.json', content: JSON.stringify({ type: 'ccaas', label }) },
    { name: 'code.tar.gz', content: code },
  ]);
  writePrivate(layout.chaincodePackage(name), bytes);
  return `${label}:${createHash('sha256').update(bytes).digest('hex')}`;
}
