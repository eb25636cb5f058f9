// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Institute, NetworkModel } from '../model/network-model.js';
import type { Layout } from './layout.js';
import { writePrivateJson } from './private-files.js';

/** A verdict counts once so many institutes signed it, where there are as many. */
const SIGNERS = 2;

/** Certificates of the institute's enrolment authorities; none where this site does not have them. */
function rootsOf(layout: Layout, { domain }: Institute): string[] {
  const folder = path.join(layout.cryptoConfig, 'peerOrganizations', domain, 'msp', 'cacerts');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

/**
 * Writes `trust.json`: whom one must believe to check verdict bundles of this network without asking it, in the form that
 * the client reads. Relying parties elsewhere make their own of the institutes' public MSP folders, see
 * `meterpki bundle trust`.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function writeTrustFile(layout: Layout, { channel, chaincode, nmis }: NetworkModel): void {
  const msps = nmis.map((nmi) => ({ mspId: nmi.mspId, roots: rootsOf(layout, nmi) }));
  if (msps.some(({ roots }) => roots.length === 0)) return;
  writePrivateJson(layout.trust, {
    schema: 1,
    channel,
    chaincode,
    nmis: Math.min(SIGNERS, msps.length),
    msps,
  });
}
