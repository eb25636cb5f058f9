// SPDX-License-Identifier: Apache-2.0
import { orderer } from '@hyperledger/fabric-protos';

import { startBlock, stopBlock } from '../../dist/delivery/block-range.js';

const HEIGHT = 10;

function position(fill: (made: orderer.SeekPosition) => void = () => undefined): orderer.SeekPosition {
  const made = new orderer.SeekPosition();
  fill(made);
  return made;
}

const oldest = position((made) => {
  made.setOldest(new orderer.SeekOldest());
});
const newest = position((made) => {
  made.setNewest(new orderer.SeekNewest());
});
const nextCommit = position((made) => {
  made.setNextCommit(new orderer.SeekNextCommit());
});
const block = (number: number): orderer.SeekPosition =>
  position((made) => {
    const specified = new orderer.SeekSpecified();
    specified.setNumber(number);
    made.setSpecified(specified);
  });

describe('startBlock', () => {
  it.each([
    ['the oldest', oldest, 0],
    ['the newest', newest, 9],
    ['the next commit', nextCommit, 10],
    ['a block', block(4), 4],
    ['the block after the last', block(10), 10],
    ['a block beyond that', block(11), undefined],
    ['no kind at all', position(), undefined],
  ])('of %s', (_name, start, expected) => {
    expect(startBlock(start, HEIGHT)).toBe(expected);
  });
});

describe('stopBlock', () => {
  it.each([
    ['the oldest is the start itself', oldest, false, 4],
    ['the newest', newest, false, 9],
    ['the newest alone, however many came meanwhile', newest, true, 4],
    ['a block', block(7), false, 7],
    ['the next commit, which makes no sense', nextCommit, false, 0],
    ['no kind at all', position(), false, 0],
  ])('of %s', (_name, stop, isNewestOnly, expected) => {
    expect(stopBlock(stop, { start: 4, isNewestOnly, height: HEIGHT })).toBe(expected);
  });
});
