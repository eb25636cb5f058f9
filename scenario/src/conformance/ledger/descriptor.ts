// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { embeddedMaterial, type LedgerMaterial, networkMaterial } from './material';

/** One way to a peer: where it listens and how its TLS certificate is checked. */
export interface PeerAddress {
  readonly address: string;
  readonly serverName: string;
  /** PEM. */
  readonly tlsRoot: Uint8Array;
}

/** A connection profile, read. */
export interface Profile {
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
  /** The institute's own peer. */
  readonly peer: PeerAddress;
}

/** A ledger that runs the conformance contract. */
export interface LedgerUnderTest {
  readonly kind: 'embedded' | 'fabric';
  readonly channel: string;
  readonly chaincode: string;
  readonly material: LedgerMaterial;
  /** Reads a profile, such as `ptb-endorser1`. */
  readonly profile: (name: string) => Profile;
}

/** The chaincode that the script is written for. */
const CHAINCODE = 'conformance';

interface Descriptor {
  readonly kind: 'embedded' | 'fabric';
  readonly channel: string;
  readonly chaincode: string;
  readonly profiles: Readonly<Record<string, string>>;
}

interface ProfileDocument {
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
  readonly gateways: readonly { address: string; tlsRootCertificates: string; serverName: string }[];
}

/**
 * Reads the descriptor of a ledger for the script.
 *
 * @param file - its `ledger.json`
 * @throws Error where it cannot be read or runs another chaincode
 */
export function readLedgerUnderTest(file: string): LedgerUnderTest {
  const root = path.dirname(file);
  const { kind, channel, chaincode, profiles } = readJson(file) as Descriptor;
  if (chaincode !== CHAINCODE) {
    throw new Error(`${file}: the ledger runs ${chaincode}, not ${CHAINCODE}; see docs/conformance.md`);
  }
  return {
    kind,
    channel,
    chaincode,
    material: kind === 'embedded' ? embeddedMaterial(root) : networkMaterial(root),
    profile: (name) => readProfile(path.join(root, profiles[name] ?? `profiles/${name}.json`)),
  };
}

/** Reads a connection profile. */
export function readProfile(file: string): Profile {
  const { mspId, certificate, privateKey, gateways } = readJson(file) as ProfileDocument;
  const inProfile = (name: string): string => path.resolve(path.dirname(file), name);
  const [gateway] = gateways;
  if (gateway === undefined) throw new Error(`${file} names no gateway`);
  const { address, serverName, tlsRootCertificates } = gateway;
  const tlsRoot = readFileSync(inProfile(tlsRootCertificates));
  return {
    mspId,
    certificate: inProfile(certificate),
    privateKey: inProfile(privateKey),
    peer: { address, serverName, tlsRoot },
  };
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
