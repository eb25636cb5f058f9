// SPDX-License-Identifier: Apache-2.0
import type { NodeMaterial } from '../directory/layout.js';

/**
 * Where things are for a running node. Natively these are paths of this machine, in a container those of its mounts.
 */
export interface NodePlaces {
  /** Address to listen on. */
  readonly listenHost: string;
  readonly material: NodeMaterial;
  /** Certificate of the authority whose clients may use operations and administration endpoints. */
  readonly operationsAuthority: string;
  readonly data: string;
}

/** What a peer needs besides. */
export interface PeerPlaces extends NodePlaces {
  /** Folder whose `bin` holds the external builder. */
  readonly builder: string;
}
