// SPDX-License-Identifier: Apache-2.0
import { fromUtf8, parseGenesis, Refusal, type Policy } from '@meterpki/protocol';
import { faulty } from '../errors';
import { readFileBounded } from '../files/bounded-file';

const MAX_BYTES = 65_536;

/**
 * Reads the first policy as the institutes deployed it: it stands in no block.
 * @throws {@link ClientError} `INPUT_INVALID` with every fault of the file
 */
export async function readGenesis(file: string): Promise<Policy> {
  const content = await readFileBounded(file, MAX_BYTES);
  if (content.kind === 'fault') throw faulty('INPUT_INVALID', [{ path: file, text: content.text }]);
  try {
    return parseGenesis(fromUtf8(content.bytes) ?? '');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const faults = error.faults.map(({ path, text }) => ({ path: `${file}: ${path}`, text }));
    throw faulty('INPUT_INVALID', faults);
  }
}
