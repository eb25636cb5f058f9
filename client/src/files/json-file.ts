// SPDX-License-Identifier: Apache-2.0
import { parseShape, Refusal, fromUtf8 } from '@meterpki/protocol';
import type { GenericSchema, InferOutput } from 'valibot';
import type { ClientErrorCode } from '../error-codes';
import { faulty } from '../errors';
import { readFileBounded } from './bounded-file';

/** The most bytes of a file of settings. */
const MAX_BYTES = 1_048_576;

/** What to read and how to speak of it. */
export interface JsonFile<Schema extends GenericSchema> {
  readonly file: string;
  readonly schema: Schema;
  /** What faults call the whole, such as `profile`. */
  readonly root: string;
  readonly code: ClientErrorCode;
}

/**
 * Reads a JSON file and checks its shape.
 * @throws {@link ClientError} with the code asked for and every fault of the file
 */
export async function readJsonFile<Schema extends GenericSchema>({
  file,
  schema,
  root,
  code,
}: JsonFile<Schema>): Promise<InferOutput<Schema>> {
  const content = await readFileBounded(file, MAX_BYTES);
  if (content.kind === 'fault') throw faulty(code, [{ path: file, text: content.text }]);
  const text = fromUtf8(content.bytes);
  if (text === undefined) throw faulty(code, [{ path: file, text: 'is not UTF-8 text' }]);
  try {
    return parseShape(schema, text, root, 'INVALID_ARGUMENT');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw faulty(
      code,
      error.faults.map((fault) => ({ path: `${file}: ${fault.path}`, text: fault.text })),
    );
  }
}
