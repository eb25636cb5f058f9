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

const tokenShape = v.pipe(
  v.strictObject({
    library: plainText,
    label: plainText,
    keyId: v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2}){1,255}$/, 'must be the CKA_ID of the key in hex')),
    pinFile: v.exactOptional(plainText),
    pinVariable: v.exactOptional(plainText),
  }),
  v.check(
    ({ pinFile, pinVariable }) => (pinFile === undefined) !== (pinVariable === undefined),
    'must name either pinFile or pinVariable',
  ),
);

const profileShape = v.strictObject({
  name: plainText,
  channel: plainText,
  chaincode: plainText,
  mspId: plainText,
  certificate: plainText,
  privateKey: v.exactOptional(plainText),
  token: v.exactOptional(tokenShape),
  gateways: v.pipe(v.array(gatewayShape), v.minLength(1), v.maxLength(MAX_GATEWAYS)),
});

const checkedShape = v.pipe(
  profileShape,
  v.check(
    ({ privateKey, token }) => privateKey === undefined || token === undefined,
    'must name a privateKey or a token, not both',
  ),
);

/** A private key on P-256 that stays in a PKCS#11 token. */
export interface TokenKey {
  /** Absolute path of the token's PKCS#11 library. */
  readonly library: string;
  /** CKA_LABEL of the token. */
  readonly label: string;
  /** CKA_ID of the key, lower-case hex. */
  readonly keyId: string;
  /** Absolute path of a file with the PIN; either this or `pinVariable`. */
  readonly pinFile?: string;
  /** The environment variable that holds the PIN. */
  readonly pinVariable?: string;
}

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
  /** Absent where a token holds the key, or whoever connects brings a signer. */
  readonly privateKey?: string;
  readonly token?: TokenKey;
  /** In the order of the attempts; at least one. */
  readonly gateways: readonly GatewayAddress[];
}

const absoluteToken = (token: TokenKey, absolute: (relative: string) => string): TokenKey => ({
  ...token,
  library: absolute(token.library),
  ...(token.pinFile === undefined ? {} : { pinFile: absolute(token.pinFile) }),
});

/**
 * Reads a connection profile. Paths in it are relative to its folder. Certificate, key and TLS roots are read
 * late, when a connection is made.
 * @param file - path of the JSON file
 * @throws {@link ClientError} `PROFILE_INVALID` with every fault of the file; unknown members are faults
 */
export async function readProfile(file: string): Promise<Profile> {
  const read = await readJsonFile({ file, schema: checkedShape, root: 'profile', code: 'PROFILE_INVALID' });
  const { privateKey, token, ...plain } = read;
  const absolute = (relative: string): string => path.resolve(path.dirname(file), relative);
  return {
    ...plain,
    ...(privateKey === undefined ? {} : { privateKey: absolute(privateKey) }),
    ...(token === undefined ? {} : { token: absoluteToken(token, absolute) }),
    file: path.resolve(file),
    certificate: absolute(read.certificate),
    gateways: read.gateways.map((gateway) => ({
      ...gateway,
      tlsRootCertificates: absolute(gateway.tlsRootCertificates),
    })),
  };
}
