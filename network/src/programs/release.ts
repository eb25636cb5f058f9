// SPDX-License-Identifier: Apache-2.0

/** The release of Hyperledger Fabric that this tool drives. */
export const FABRIC_VERSION = 'v3.1.5';

/** Where a user gets the programs. */
export const WHERE_TO_GET =
  `Get the official release ${FABRIC_VERSION} from https://github.com/hyperledger/fabric/releases/tag/${FABRIC_VERSION}, ` +
  'or with its install-fabric.sh ("./install-fabric.sh --fabric-version ' +
  `${FABRIC_VERSION.slice(1)} binary"), and set FABRIC_BIN to the folder that holds the programs.`;

/** A program of Fabric and how it tells its version; osnadmin does not tell. */
export interface FabricProgram {
  readonly name: ProgramName;
  readonly versionArgs?: readonly string[];
}

/** The programs that are driven. */
export type ProgramName = 'peer' | 'orderer' | 'osnadmin' | 'configtxgen' | 'configtxlator' | 'cryptogen';

/** All programs of the release that a network on this machine needs. */
export const FABRIC_PROGRAMS: readonly FabricProgram[] = [
  { name: 'peer', versionArgs: ['version'] },
  { name: 'orderer', versionArgs: ['version'] },
  { name: 'osnadmin' },
  { name: 'configtxgen', versionArgs: ['-version'] },
  { name: 'configtxlator', versionArgs: ['version'] },
  { name: 'cryptogen', versionArgs: ['version'] },
];
