// SPDX-License-Identifier: Apache-2.0
import { parseChallengeFile, Refusal, type ChallengeFile } from '@meterpki/protocol';
import { faulty } from '../../errors';
import { readTextFile } from './texts';

/**
 * Reads a challenge file, as `meterpki challenge open` writes it.
 * @throws ClientError `INPUT_INVALID` with every fault of the file
 */
export async function readChallenge(file: string): Promise<ChallengeFile> {
  const text = await readTextFile(file);
  try {
    return parseChallengeFile(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw faulty(
      'INPUT_INVALID',
      error.faults.map((fault) => ({ path: `${file}: ${fault.path}`, text: fault.text })),
    );
  }
}
