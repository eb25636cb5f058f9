// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const element = (tag: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(tag, content.length), content]);

/** Blocks one behind the other, as a peer would hand them over; numbers stay under 128. */
export class TestChain {
  readonly blocks: common.Block[] = [];

  constructor() {
    this.add([]);
  }

  /** @param codes - VALID for each unless given */
  add(envelopes: readonly Uint8Array[], codes: readonly number[] = envelopes.map(() => 0)): void {
    const header = new common.BlockHeader();
    const last = this.blocks.at(-1)?.getHeader();
    header.setNumber(this.blocks.length);
    if (last !== undefined) header.setPreviousHash(headerHash(last));
    header.setDataHash(sha256(Buffer.concat(envelopes)));
    const data = new common.BlockData();
    data.setDataList([...envelopes]);
    const metadata = new common.BlockMetadata();
    metadata.setMetadataList([new Uint8Array(), new Uint8Array(), Uint8Array.from(codes)]);
    const block = new common.Block();
    block.setHeader(header);
    block.setData(data);
    block.setMetadata(metadata);
    this.blocks.push(block);
  }

  get bytes(): Uint8Array[] {
    return this.blocks.map((block) => block.serializeBinary());
  }
}

function headerHash(header: common.BlockHeader): Buffer {
  const parts = [
    element(0x02, Buffer.of(header.getNumber())),
    element(0x04, header.getPreviousHash_asU8()),
    element(0x04, header.getDataHash_asU8()),
  ];
  return sha256(element(0x30, Buffer.concat(parts)));
}
