// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

import { type BlockForm, statusResponse } from './deliver.js';
import { filteredBlock } from './filtered-block.js';

/** Whole blocks: `protos.Deliver/Deliver`. */
export const wholeBlocks: BlockForm = (block) => {
  const response = new peer.DeliverResponse();
  response.setBlock(block);
  return response;
};

/**
 * Filtered blocks: `protos.Deliver/DeliverFiltered`. In place of one that cannot be filtered comes a status, and
 * delivery goes on, as in Fabric. A block without data is one, too: there, a peer of Fabric v3.1.5 ends.
 */
export const filteredBlocks: BlockForm = (block) => {
  try {
    if (!block.hasData()) return statusResponse(common.Status.BAD_REQUEST);
    const response = new peer.DeliverResponse();
    response.setFilteredBlock(filteredBlock(block));
    return response;
  } catch {
    return statusResponse(common.Status.BAD_REQUEST);
  }
};

/** Whole blocks with private data, of which there is none here: `protos.Deliver/DeliverWithPrivateData`. */
export const blocksWithPrivateData: BlockForm = (block) => {
  const both = new peer.BlockAndPrivateData();
  both.setBlock(block);
  const response = new peer.DeliverResponse();
  response.setBlockAndPrivateData(both);
  return response;
};
