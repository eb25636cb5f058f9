// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** The bytes of a file, or in words why there are none. */
export type FileContent =
  { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'fault'; readonly text: string };

const faultTexts: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read by you',
  EPERM: 'may not be read by you',
  ENAMETOOLONG: 'is no usable file name',
  ERR_INVALID_ARG_VALUE: 'is no usable file name',
};

/** The code of an error of the operating system, or ''. */
export function systemCode(error: unknown): string {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Reads a stream to its end, `limit` bytes at most; it is destroyed afterwards.
 * @returns the bytes, or a fault in words; never throws
 */
export async function readBounded(stream: Readable, limit: number): Promise<FileContent> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk as Uint8Array);
      size += bytes.length;
      if (size > limit) return { kind: 'fault', text: `is larger than ${limit} bytes` };
      chunks.push(bytes);
    }
    return { kind: 'bytes', bytes: Buffer.concat(chunks) };
  } catch (error) {
    const code = systemCode(error);
    return { kind: 'fault', text: faultTexts[code] ?? `cannot be read (${code === '' ? 'unknown' : code})` };
  } finally {
    stream.destroy();
  }
}

/**
 * Reads a file, a pipe or a device, `limit` bytes at most.
 * @returns the bytes, or a fault in words; never throws
 */
export async function readFileBounded(file: string, limit: number): Promise<FileContent> {
  if (file === '' || file.includes('\0')) return { kind: 'fault', text: 'is no usable file name' };
  return readBounded(createReadStream(file), limit);
}
