// SPDX-License-Identifier: Apache-2.0

/** Variables of the Compose file; the environment file of a network gives them. */
export const VARIABLES = {
  directory: 'METERPKI_NETWORK_DIR',
  user: 'METERPKI_USER',
  fabricRegistry: 'METERPKI_FABRIC_REGISTRY',
  fabricTag: 'METERPKI_FABRIC_TAG',
  chaincodeImage: 'METERPKI_CHAINCODE_IMAGE',
} as const;

/** Variable for the package ID that an institute's chaincode services run under. */
export const packageVariable = (nmi: string): string =>
  `METERPKI_PACKAGE_${nmi.toUpperCase().replaceAll('-', '_')}`;

/** A variable with what counts where it is not given. */
export const withDefault = (name: string, otherwise: string): string => `\${${name}:-${otherwise}}`;

/** A variable that must be given: Compose prints the message where it is not. */
export const required = (name: string): string =>
  `\${${name}:?make the network first with "npm run network -- up --mode docker"}`;
