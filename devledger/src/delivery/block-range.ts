// SPDX-License-Identifier: Apache-2.0
import { orderer } from '@hyperledger/fabric-protos';

const { OLDEST, NEWEST, SPECIFIED, NEXT_COMMIT } = orderer.SeekPosition.TypeCase;

/**
 * The block that a position names as a start (common/ledger/blockledger/fileledger/impl.go).
 *
 * @param height - number of blocks
 * @returns undefined where there is no such block and it is not the next one either
 */
export function startBlock(position: orderer.SeekPosition, height: number): number | undefined {
  switch (position.getTypeCase()) {
    case OLDEST:
      return 0;
    case NEWEST:
      return height - 1;
    case NEXT_COMMIT:
      return height;
    case SPECIFIED: {
      const number = position.getSpecified()?.getNumber() ?? 0;
      return number > height ? undefined : number;
    }
    default:
      return undefined;
  }
}

/**
 * The last block that is wanted (common/deliver/deliver.go). Positions that make no sense as a stop mean block 0, as in
 * Fabric: beyond it, delivery never ends.
 *
 * @param start - number of the first block
 * @param isNewestOnly - whether the start is the newest block, too
 * @param height - number of blocks
 */
export function stopBlock(
  position: orderer.SeekPosition,
  { start, isNewestOnly, height }: { start: number; isNewestOnly: boolean; height: number },
): number {
  switch (position.getTypeCase()) {
    case OLDEST:
      return start;
    case NEWEST:
      return isNewestOnly ? start : height - 1;
    case SPECIFIED:
      return position.getSpecified()?.getNumber() ?? 0;
    default:
      return 0;
  }
}
