// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';

/** A file in an archive. */
export interface ArchivedFile {
  /** ASCII, 100 characters at most. */
  readonly name: string;
  readonly content: string | Buffer;
}

const BLOCK = 512;

/**
 * A compressed archive that is the same bytes for the same files: no owner, no time, mode 0644. Format: ustar of
 * POSIX.1-2001, section "ustar Interchange Format".
 */
export function tarGz(files: readonly ArchivedFile[]): Buffer {
  const parts = files.flatMap(({ name, content }) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return [header(name, bytes.length), bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const put = (offset: number, text: string): void => {
    block.write(text, offset, 'latin1');
  };
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  put(0, name);
  put(100, octal(0o644, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(size, 11));
  put(136, octal(0, 11));
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, 'ustar\u000000');
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\u0000 `);
  return block;
}
