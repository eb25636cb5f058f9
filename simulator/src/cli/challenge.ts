// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { parseChallengeFile, Refusal, type ChallengeFile } from '@meterpki/protocol';
import { SimulatorError } from '../errors';

/**
 * Reads a challenge file, as `meterpki challenge open` writes it.
 * @throws {@link SimulatorError} CHALLENGE_UNREADABLE
 */
export function readChallenge(file: string): ChallengeFile {
  try {
    return parseChallengeFile(readFileSync(file, 'utf8'));
  } catch (error) {
    const fault = error instanceof Refusal ? error.faults[0] : undefined;
    const text = fault === undefined ? 'it cannot be opened' : `${fault.path} ${fault.text}`;
    throw new SimulatorError('CHALLENGE_UNREADABLE', `${file}: ${text}`);
  }
}
