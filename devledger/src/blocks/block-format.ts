// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

import { common } from '@hyperledger/fabric-protos';

import type { Signer } from '../identity/signer.js';
import { sha256 } from '../wire/hash.js';

const { SIGNATURES, LAST_CONFIG, TRANSACTIONS_FILTER } = common.BlockMetadataIndex;

/** Entries of a block's metadata: signatures, last configuration, validation codes, orderer, commit hash. */
const METADATA_ENTRIES = 5;

/** Length of the nonce in a signature header (protoutil: 24 bytes). */
const NONCE_BYTES = 24;

/** What makes a block, besides its place in the chain. */
export interface BlockContent {
  /** Serialised envelopes. */
  readonly data: readonly Uint8Array[];
  /** `TxValidationCode` of each. */
  readonly codes: readonly number[];
}

/**
 * Builds a block in Fabric's format, signed by the orderer unless it is block 0, which was there before the orderer.
 * The validation codes stand in the metadata, where no signature covers them.
 *
 * @param number - number of the block
 * @param previousHash - hash of the header before; empty for block 0
 */
export function buildBlock(
  number: number,
  previousHash: Uint8Array,
  content: BlockContent,
  orderer: Signer,
): common.Block {
  const data = new common.BlockData();
  data.setDataList([...content.data]);
  const header = new common.BlockHeader();
  header.setNumber(number);
  header.setPreviousHash(previousHash);
  header.setDataHash(dataHash(content.data));
  const entries: Uint8Array[] = Array.from({ length: METADATA_ENTRIES }, () => new Uint8Array());
  entries[SIGNATURES] = number === 0 ? new Uint8Array() : signatures(header, orderer).serializeBinary();
  entries[LAST_CONFIG] = lastConfiguration().serializeBinary();
  entries[TRANSACTIONS_FILTER] = Uint8Array.from(content.codes);
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList(entries);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(metadata);
  return block;
}

/** Hash of a block's data: SHA-256 over all envelopes, one after the other (protoutil/blockutils.go). */
export function dataHash(data: readonly Uint8Array[]): Uint8Array {
  return sha256(...data);
}

/** Hash of a block header: SHA-256 over its DER form. */
export function headerHash(header: common.BlockHeader): Uint8Array {
  return sha256(headerBytes(header));
}

/** The validation codes of a block. */
export function validationCodes(block: common.Block): Uint8Array {
  return block.getMetadata()?.getMetadataList_asU8()[TRANSACTIONS_FILTER] ?? new Uint8Array();
}

/** DER: SEQUENCE of number, previous hash and data hash (protoutil/blockutils.go). */
export function headerBytes(header: common.BlockHeader): Uint8Array {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(header.getNumber()));
  let start = 0;
  while (start < 7 && number[start] === 0 && (number[start + 1] ?? 0) < 0x80) start += 1;
  const body = Buffer.concat([
    element(0x02, number.subarray(start)),
    element(0x04, header.getPreviousHash_asU8()),
    element(0x04, header.getDataHash_asU8()),
  ]);
  return element(0x30, body);
}

/** A DER element; everything in a header is shorter than 128 bytes. */
function element(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(tag, content.length), content]);
}

function signatures(header: common.BlockHeader, orderer: Signer): common.Metadata {
  const value = new common.OrdererBlockMetadata();
  value.setLastConfig(new common.LastConfig());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(orderer.serialized);
  signatureHeader.setNonce(randomBytes(NONCE_BYTES));
  const [valueBytes, headerOfSigner] = [value.serializeBinary(), signatureHeader.serializeBinary()];
  const signature = new common.MetadataSignature();
  signature.setSignatureHeader(headerOfSigner);
  signature.setSignature(orderer.sign(Buffer.concat([valueBytes, headerOfSigner, headerBytes(header)])));
  const metadata = new common.Metadata();
  metadata.setValue(valueBytes);
  metadata.setSignaturesList([signature]);
  return metadata;
}

/** Block 0 is the only configuration block. */
function lastConfiguration(): common.Metadata {
  const metadata = new common.Metadata();
  metadata.setValue(new common.LastConfig().serializeBinary());
  return metadata;
}
