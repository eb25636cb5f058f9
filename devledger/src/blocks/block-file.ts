// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, existsSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';

import { syncFolder } from '../directory/files.js';
import { DevledgerError, messageOf } from '../errors.js';

/** Length and CRC-32 of a record, both 32 bits, big-endian, before its bytes. */
const PREFIX_BYTES = 8;

interface Location {
  readonly offset: number;
  readonly length: number;
}

/** What was found when a block file was opened. */
export interface OpenedBlockFile {
  readonly file: BlockFile;
  /** Bytes of an unfinished record that were cut off the end: the trace of a crash during a write. */
  readonly tornBytes: number;
}

/**
 * The file that holds the chain: one record for each block, in order, each with its length and checksum. A record
 * counts once it is on the disk; one that a crash left unfinished at the end is cut off when the file is opened.
 */
export class BlockFile {
  readonly #handle: FileHandle;
  readonly #locations: Location[];
  #end: number;

  private constructor(handle: FileHandle, locations: Location[], end: number) {
    this.#handle = handle;
    this.#locations = locations;
    this.#end = end;
  }

  /**
   * Opens or makes the file, and reads every record.
   *
   * @param file - path
   * @param onRecord - called with each record in order
   * @throws {@link DevledgerError} `BLOCKS_CORRUPT` where damage is not at the end; `STORAGE_FAILED`
   */
  static async open(file: string, onRecord: (record: Uint8Array) => void): Promise<OpenedBlockFile> {
    try {
      const isNew = !existsSync(file);
      const scan = scanFile(file, onRecord);
      const handle = await open(file, constants.O_RDWR);
      if (isNew) syncFolder(path.dirname(file));
      if (scan.tornBytes > 0) await handle.sync();
      return { file: new BlockFile(handle, scan.locations, scan.end), tornBytes: scan.tornBytes };
    } catch (error) {
      if (error instanceof DevledgerError) throw error;
      throw new DevledgerError('STORAGE_FAILED', `${file} cannot be opened: ${messageOf(error)}`);
    }
  }

  /** Number of records. */
  get length(): number {
    return this.#locations.length;
  }

  /**
   * Appends a record; when this returns, it survives a crash of process and machine.
   *
   * @throws {@link DevledgerError} `STORAGE_FAILED`; the file then ends where it ended before
   */
  async append(record: Uint8Array): Promise<void> {
    const prefix = Buffer.alloc(PREFIX_BYTES);
    prefix.writeUInt32BE(record.length, 0);
    prefix.writeUInt32BE(crc32(record), 4);
    try {
      const bytes = Buffer.concat([prefix, record]);
      const { bytesWritten } = await this.#handle.write(bytes, 0, bytes.length, this.#end);
      if (bytesWritten !== bytes.length) throw new Error('the disk took a part of it only');
      await this.#handle.sync();
    } catch (error) {
      await this.#handle.truncate(this.#end).catch(() => undefined);
      throw new DevledgerError('STORAGE_FAILED', `a block could not be written: ${messageOf(error)}`);
    }
    this.#locations.push({ offset: this.#end + PREFIX_BYTES, length: record.length });
    this.#end += PREFIX_BYTES + record.length;
  }

  /**
   * Reads one record.
   *
   * @param number - from 0
   * @returns undefined where there is no such record yet
   * @throws {@link DevledgerError} `STORAGE_FAILED`
   */
  async read(number: number): Promise<Uint8Array | undefined> {
    const location = this.#locations[number];
    if (location === undefined) return undefined;
    const bytes = Buffer.alloc(location.length);
    const { bytesRead } = await this.#handle.read(bytes, 0, location.length, location.offset);
    if (bytesRead !== location.length)
      throw new DevledgerError('STORAGE_FAILED', `block ${number} cannot be read`);
    return bytes;
  }

  /** Closes the file; what was appended is on the disk already. */
  async close(): Promise<void> {
    await this.#handle.close();
  }
}

interface Scan {
  readonly locations: Location[];
  readonly end: number;
  readonly tornBytes: number;
}

function scanFile(file: string, onRecord: (record: Uint8Array) => void): Scan {
  const handle = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const size = fstatSync(handle).size;
    const locations: Location[] = [];
    let end = 0;
    while (end < size) {
      const record = readRecord(handle, end, size);
      if (record === undefined) break;
      onRecord(record);
      locations.push({ offset: end + PREFIX_BYTES, length: record.length });
      end += PREFIX_BYTES + record.length;
    }
    if (end < size) cutTail(file, handle, end, size);
    return { locations, end, tornBytes: size - end };
  } finally {
    closeSync(handle);
  }
}

/** The record at an offset, or undefined where no sound record starts. */
function readRecord(handle: number, offset: number, size: number): Buffer | undefined {
  if (offset + PREFIX_BYTES > size) return undefined;
  const prefix = readBytes(handle, offset, PREFIX_BYTES);
  const length = prefix.readUInt32BE(0);
  if (length === 0 || offset + PREFIX_BYTES + length > size) return undefined;
  const record = readBytes(handle, offset + PREFIX_BYTES, length);
  return crc32(record) === prefix.readUInt32BE(4) ? record : undefined;
}

/**
 * Cuts what follows the last sound record, if a crash explains it: the record that was being written reaches to the
 * end of the file or beyond, or the system had made room that it did not fill. Anything else is damage, and blocks
 * may follow it.
 */
function cutTail(file: string, handle: number, offset: number, size: number): void {
  const tail = readBytes(handle, offset, size - offset);
  const claimed = tail.length < PREFIX_BYTES ? size : offset + PREFIX_BYTES + tail.readUInt32BE(0);
  if (claimed < size && tail.some((byte) => byte !== 0)) {
    throw new DevledgerError(
      'BLOCKS_CORRUPT',
      `${file} is damaged at byte ${offset}, and more follows; restore the file from a copy`,
    );
  }
  ftruncateSync(handle, offset);
}

function readBytes(handle: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(handle, bytes, 0, length, offset);
  return bytes;
}
