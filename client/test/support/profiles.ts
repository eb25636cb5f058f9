// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { Credentials } from './certificates';
import { temporaryFile } from './temporary';

/** A profile as it stands in a file, paths relative to it. */
export function profileObject(
  credentials: Credentials,
  addresses: readonly string[],
): Record<string, unknown> {
  const tlsRootCertificates = path.basename(temporaryFile(credentials.certificate));
  return {
    name: 'test-society',
    channel: 'nmichannel',
    chaincode: 'meterpki',
    mspId: 'TestMSP',
    certificate: path.basename(temporaryFile(credentials.certificate)),
    privateKey: path.basename(temporaryFile(credentials.privateKey)),
    gateways: addresses.map((address) => ({ address, tlsRootCertificates, serverName: 'localhost' })),
  };
}

/** Writes a profile for these gateways and gives its path. */
export const profileFile = (credentials: Credentials, addresses: readonly string[]): string =>
  temporaryFile(JSON.stringify(profileObject(credentials, addresses)));
