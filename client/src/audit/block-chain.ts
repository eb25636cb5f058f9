// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { concat, sameBytes, sha256, toHex } from '@meterpki/protocol';
import { found, type AuditFinding } from './finding';

const { TRANSACTIONS_FILTER } = common.BlockMetadataIndex;

/** A block as a peer handed it over. */
export interface ReadBlock {
  readonly number: number;
  /** Serialised envelopes. */
  readonly envelopes: readonly Uint8Array[];
  /** `TxValidationCode` of each; no signature covers them. */
  readonly codes: readonly number[];
  readonly findings: readonly AuditFinding[];
}

const element = (tag: number, content: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(tag, content.length), content);

/** INTEGER of a block's number: as few octets as hold it, none of them with a sign. */
function integer(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  const first = bytes.findIndex((octet) => octet !== 0);
  const digits = first === -1 ? bytes.subarray(7) : bytes.subarray(first);
  return element(0x02, (digits[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), digits) : digits);
}

/** SHA-256 over the DER of number, previous hash and data hash (Fabric's protoutil, blockutils.go). */
function headerHash(header: common.BlockHeader): Uint8Array {
  const parts = [
    integer(header.getNumber()),
    element(0x04, header.getPreviousHash_asU8()),
    element(0x04, header.getDataHash_asU8()),
  ];
  return sha256(element(0x30, concat(...parts)));
}

const codesOf = (block: common.Block): number[] => [
  ...(block.getMetadata()?.getMetadataList_asU8()[TRANSACTIONS_FILTER] ?? []),
];

const textOfMissing = ({ length: told }: readonly number[], { length: all }: readonly Uint8Array[]): string =>
  `the peer tells of ${told} of its ${all} transactions whether they count`;

/** Follows blocks from the first on: each must hold the hash of the one before, and of its own data. */
export class BlockChain {
  #next = 0;
  #previous: Uint8Array = new Uint8Array();

  /** How many blocks were read. */
  get height(): number {
    return this.#next;
  }

  /** Hash of the header of the last block, hex: whoever knows it knows all blocks before. */
  get head(): string {
    return toHex(this.#previous);
  }

  /** @param bytes - common.Block */
  read(bytes: Uint8Array): ReadBlock {
    const block = common.Block.deserializeBinary(bytes);
    const header = block.getHeader() ?? new common.BlockHeader();
    const number = header.getNumber();
    const envelopes = block.getData()?.getDataList_asU8() ?? [];
    const findings: AuditFinding[] = [];
    if (number !== this.#next)
      findings.push(found('CHAIN_BROKEN', `block ${this.#next} was due`, { block: number }));
    if (!sameBytes(header.getPreviousHash_asU8(), this.#previous))
      findings.push(found('CHAIN_BROKEN', 'it names another block before it', { block: number }));
    if (!sameBytes(header.getDataHash_asU8(), sha256(...envelopes)))
      findings.push(found('BLOCK_TAMPERED', 'the hash of its data is another one', { block: number }));
    this.#next = number + 1;
    this.#previous = headerHash(header);
    const codes = codesOf(block);
    // The first block holds the configuration alone, which counts in any case.
    if (number > 0 && codes.length !== envelopes.length)
      findings.push(found('VALIDATION_WRONG', textOfMissing(codes, envelopes), { block: number }));
    return { number, envelopes, codes, findings };
  }
}
