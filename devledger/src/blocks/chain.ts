// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

import { DevledgerError } from '../errors.js';
import type { Signer } from '../identity/signer.js';
import { KeyHistory } from '../state/history.js';
import { VersionedState } from '../state/versioned-state.js';
import { decode } from '../wire/decode.js';
import { applyBlock } from './apply-block.js';
import { type BlockContent, buildBlock, dataHash, headerHash, validationCodes } from './block-format.js';
import { BlockFile } from './block-file.js';
import { channelHeaderOf } from './endorser-transaction.js';
import { Waiters } from './waiters.js';

/** Where a transaction is, and what became of it. */
export interface TransactionStatus {
  readonly block: number;
  readonly code: number;
}

/**
 * The chain and everything that follows from it: world state, history, the status of every transaction. The block
 * file alone is kept; the rest is rebuilt from it.
 */
export class Chain {
  readonly history = new KeyHistory();
  readonly #statuses = new Map<string, TransactionStatus>();
  readonly #numbers = new Map<string, number>();
  readonly #waiters = new Waiters();
  #state = new VersionedState();
  #file: BlockFile | undefined;
  #height = 0;
  #lastHash: Uint8Array = new Uint8Array();

  /**
   * Opens the chain and rebuilds the state.
   *
   * @param file - path of the block file
   * @returns the chain and how many bytes of an unfinished block were cut off
   * @throws {@link DevledgerError} `BLOCKS_CORRUPT`, `STORAGE_FAILED`
   */
  static async open(file: string): Promise<{ chain: Chain; tornBytes: number }> {
    const chain = new Chain();
    const opened = await BlockFile.open(file, (record) => {
      chain.#replay(file, record);
    });
    chain.#file = opened.file;
    return { chain, tornBytes: opened.tornBytes };
  }

  /** Number of blocks. */
  get height(): number {
    return this.#height;
  }

  /** Hash of the header of the last block. */
  get lastHash(): Uint8Array {
    return this.#lastHash;
  }

  /**
   * Number of the block with a hash.
   *
   * @param hash - of the header
   * @returns undefined where no block has it
   */
  numberOf(hash: Uint8Array): number | undefined {
    return this.#numbers.get(Buffer.from(hash).toString('hex'));
  }

  /** The state after the last block. It never changes; a new block makes a new one. */
  get state(): VersionedState {
    return this.#state;
  }

  /** What became of a transaction; undefined where none of this ID is in a block. */
  status(transactionId: string): TransactionStatus | undefined {
    return this.#statuses.get(transactionId);
  }

  /**
   * Sets a value that stands in no block: the chaincode definition, which on Fabric the lifecycle would write.
   */
  seed(namespace: string, key: string, value: Uint8Array, transaction: number): void {
    const state = this.#state.copy();
    state.put(namespace, key, { value, version: { block: 0, transaction } });
    this.#state = state;
  }

  /**
   * Adds a block. When this returns, the block is on the disk, and everybody who waits for it knows.
   *
   * @throws {@link DevledgerError} `STORAGE_FAILED`; the chain is as before
   */
  async append(content: BlockContent, orderer: Signer): Promise<void> {
    const block = buildBlock(this.#height, this.#lastHash, content, orderer);
    await this.#file?.append(block.serializeBinary());
    this.#adopt(block);
    this.#waiters.wake();
  }

  /** Reads a block; undefined where there is none of this number yet. */
  async block(number: number): Promise<common.Block | undefined> {
    const record = await this.#file?.read(number);
    return record === undefined ? undefined : decode(common.Block, 'Block', record);
  }

  /**
   * Waits until the block is there.
   *
   * @throws the reason of the signal when that comes first
   */
  async waitForBlock(number: number, signal: AbortSignal): Promise<void> {
    while (this.#height <= number) await this.#waiters.wait(signal);
  }

  /**
   * Waits until the transaction is in a block.
   *
   * @throws the reason of the signal when that comes first
   */
  async waitForTransaction(transactionId: string, signal: AbortSignal): Promise<TransactionStatus> {
    for (;;) {
      const status = this.#statuses.get(transactionId);
      if (status !== undefined) return status;
      await this.#waiters.wait(signal);
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  #replay(file: string, record: Uint8Array): void {
    const block = decode(common.Block, 'Block', record);
    const header = block.getHeader();
    const data = block.getData()?.getDataList_asU8() ?? [];
    const follows =
      header?.getNumber() === this.#height &&
      Buffer.from(header.getPreviousHash_asU8()).equals(this.#lastHash) &&
      Buffer.from(header.getDataHash_asU8()).equals(dataHash(data));
    if (!follows) {
      throw new DevledgerError(
        'BLOCKS_CORRUPT',
        `${file}: block ${this.#height} does not follow from the one before; restore the file from a copy`,
      );
    }
    this.#adopt(block);
  }

  #adopt(block: common.Block): void {
    const header = block.getHeader() ?? new common.BlockHeader();
    const codes = validationCodes(block);
    const data = block.getData()?.getDataList_asU8() ?? [];
    const state = this.#state.copy();
    const number = header.getNumber();
    applyBlock(state, this.history, number, data, codes);
    data.forEach((envelope, index) => {
      const transactionId = channelHeaderOf(envelope)?.getTxId() ?? '';
      const code = codes[index] ?? peer.TxValidationCode.NOT_VALIDATED;
      if (transactionId === '' || this.#statuses.has(transactionId)) return;
      this.#statuses.set(transactionId, { block: number, code });
    });
    this.#height = number + 1;
    this.#lastHash = headerHash(header);
    this.#numbers.set(Buffer.from(this.#lastHash).toString('hex'), number);
    state.height = this.#height;
    this.#state = state;
  }
}
