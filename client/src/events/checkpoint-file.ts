// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import * as v from 'valibot';
import type { EventPosition } from '../calls/transport';
import { readJsonFile } from '../files/json-file';
import { writeFileWhole } from '../files/whole-file';

const shape = v.strictObject({
  schema: v.literal(1),
  blockNumber: v.pipe(v.string(), v.regex(/^\d{1,20}$/, 'must be a number as text')),
  transactionId: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')),
});

/** How far somebody came, kept in a file that is whole at any moment. */
export class Checkpoint {
  readonly #file: string;
  /** What the file held when it was opened. */
  readonly position: EventPosition | undefined;

  constructor(file: string, position: EventPosition | undefined) {
    this.#file = file;
    this.position = position;
  }

  /** @throws {@link ClientError} `INPUT_INVALID` where the file cannot be written */
  save({ blockNumber, transactionId }: EventPosition): void {
    const content = { schema: 1, blockNumber: String(blockNumber), transactionId };
    writeFileWhole(this.#file, `${JSON.stringify(content)}\n`);
  }
}

/**
 * Opens a checkpoint; there need not be one yet.
 * @throws {@link ClientError} `INPUT_INVALID` for a file that is no checkpoint
 */
export async function openCheckpoint(file: string): Promise<Checkpoint> {
  if (!existsSync(file)) return new Checkpoint(file, undefined);
  const read = await readJsonFile({ file, schema: shape, root: 'checkpoint', code: 'INPUT_INVALID' });
  const { blockNumber, transactionId } = read;
  return new Checkpoint(file, { blockNumber: BigInt(blockNumber), transactionId });
}
