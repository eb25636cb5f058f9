// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import * as v from 'valibot';
import { readJsonFile } from '../files/json-file';
import { address, plainText } from './shapes';

const MAX_GATEWAYS = 32;

const gatewayShape = v.strictObject({
  address,
  tlsRootCertificates: plainText,
  serverName: v.exactOptional(plainText),
});

const profileShape = v.strictObject({
  name: plainText,
  channel: plainText,
  chaincode: plainText,
  mspId: plainText,
  certificate: plainText,
  privateKey: plainText,
  gateways: v.pipe(v.array(gatewayShape), v.minLength(1), v.maxLength(MAX_GATEWAYS)),
});

/** One peer whose gateway service may be asked. */
export interface GatewayAddress {
  /** `host:port`. */
  readonly address: string;
  /** Absolute path of the PEM file with the TLS authorities that may vouch for the peer. */
  readonly tlsRootCertificates: string;
  /** The name that the peer's TLS certificate must carry, where it is not the host of `address`. */
  readonly serverName?: string;
}

/** Whom to connect to, and as whom. Paths are absolute; nothing behind them has been read yet. */
export interface Profile {
  /** The file that it was read from. */
  readonly file: string;
  readonly name: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
  /** In the order of the attempts; at least one. */
  readonly gateways: readonly GatewayAddress[];
}

/**
 * Reads a connection profile. Paths in it are relative to its folder. Certificate, key and TLS roots are read
 * late, when a connection is made.
 * @param file - path of the JSON file
 * @throws {@link ClientError} `PROFILE_INVALID` with every fault of the file; unknown members are faults
 */
export async function readProfile(file: string): Promise<Profile> {
  const read = await readJsonFile({ file, schema: profileShape, root: 'profile', code: 'PROFILE_INVALID' });
  const absolute = (relative: string): string => path.resolve(path.dirname(file), relative);
  return {
    ...read,
    file: path.resolve(file),
    certificate: absolute(read.certificate),
    privateKey: absolute(read.privateKey),
    gateways: read.gateways.map((gateway) => ({
      ...gateway,
      tlsRootCertificates: absolute(gateway.tlsRootCertificates),
    })),
  };
}
