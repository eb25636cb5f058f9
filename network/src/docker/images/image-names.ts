// SPDX-License-Identifier: Apache-2.0
import { FABRIC_VERSION } from '../../programs/release.js';

/** Where Fabric's official images are published: Docker Hub. */
export const FABRIC_REGISTRY = 'docker.io/hyperledger';

/** Tag of the official images for the release that this tool drives. */
export const FABRIC_TAG = FABRIC_VERSION.slice(1);

/** Registry and tag of Fabric's images, and the image of the chaincode. */
export interface ImageChoice {
  readonly fabricRegistry: string;
  readonly fabricTag: string;
  readonly chaincodeImage: string;
}

/** The images of a network. */
export interface ImageNames {
  readonly peer: string;
  readonly orderer: string;
  readonly chaincode: string;
}

/** Folder of a registry for images of the chaincode, unless another is named. */
const CHAINCODE_REGISTRY = 'meterpki';

/**
 * Which images count, unless the environment names others: `METERPKI_FABRIC_REGISTRY` and `METERPKI_FABRIC_TAG` for
 * Fabric's, `METERPKI_CHAINCODE_REGISTRY` for the chaincode's.
 * @param version - of the chaincode definition; it repeats the hashes of the files, so the tag names the content
 */
export function chooseImages(version: string, environment: NodeJS.ProcessEnv = process.env): ImageChoice {
  const registry = textOr(environment.METERPKI_CHAINCODE_REGISTRY, CHAINCODE_REGISTRY);
  return {
    fabricRegistry: textOr(environment.METERPKI_FABRIC_REGISTRY, FABRIC_REGISTRY),
    fabricTag: textOr(environment.METERPKI_FABRIC_TAG, FABRIC_TAG),
    // A tag has no "+" (OCI distribution specification, section "Pulling manifests").
    chaincodeImage: `${registry}/chaincode:${version.replaceAll('+', '_')}`,
  };
}

/** Full names of the images. */
export const imageNames = ({ fabricRegistry, fabricTag, chaincodeImage }: ImageChoice): ImageNames => ({
  peer: `${fabricRegistry}/fabric-peer:${fabricTag}`,
  orderer: `${fabricRegistry}/fabric-orderer:${fabricTag}`,
  chaincode: chaincodeImage,
});

const textOr = (value: string | undefined, otherwise: string): string =>
  value === undefined || value === '' ? otherwise : value;

/** The names as a list. */
export const listOf = ({ peer, orderer, chaincode }: ImageNames): string[] => [peer, orderer, chaincode];
