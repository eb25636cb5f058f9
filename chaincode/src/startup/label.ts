// SPDX-License-Identifier: Apache-2.0
import { sha256Hex } from '@meterpki/protocol';

/** Hex digits of each hash in label and version: 128 bits, so that nobody finds other files with the same ones. */
const DIGITS = 32;

/** `<name>_<version>-<hash of the bundle>-<hash of the genesis file>`; a package ID adds `:<hash>`. */
const LABEL = /^[A-Za-z0-9.]+_[A-Za-z0-9.]+-([0-9a-f]{32})-([0-9a-f]{32})(?::[0-9a-f]{64})?$/;

/** The hash of a file as the label and the version of the chaincode definition repeat it. */
export const shortHash = (bytes: Uint8Array): string => sha256Hex(bytes).slice(0, DIGITS);

/** The package ID under which a process was started, from its command line or environment; undefined outside a peer. */
export function packageId(argv: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const option = '--chaincode-id';
  const joined = argv.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
  const place = argv.indexOf(option);
  const separate = place < 0 ? undefined : argv[place + 1];
  return joined ?? separate ?? env.CORE_CHAINCODE_ID_NAME ?? env.CORE_CHAINCODE_ID ?? env.CHAINCODE_ID;
}

/**
 * Compares a package ID with the files that run. Fabric compares neither labels nor package IDs, so this is
 * where a difference shows.
 * @returns what is wrong, in words; undefined when both hashes agree
 */
export function labelFault(id: string, bundle: Uint8Array, genesis: Uint8Array): string | undefined {
  const [, bundleHash, genesisHash] = LABEL.exec(id) ?? [];
  if (bundleHash === undefined)
    return `package ID ${id} does not repeat the hashes of bundle and genesis file`;
  if (bundleHash !== shortHash(bundle))
    return `this bundle is ${shortHash(bundle)}, the label says ${bundleHash}`;
  if (genesisHash === shortHash(genesis)) return undefined;
  return `this genesis file is ${shortHash(genesis)}, the label says ${genesisHash ?? 'nothing'}`;
}
