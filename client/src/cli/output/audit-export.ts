// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { MeterRecord } from '@meterpki/protocol';
import type { AuditNote } from '../../audit/finding';
import type { RecordedLeaf } from '../../audit/rules/check-rules';
import { faulty } from '../../errors';
import { systemCode } from '../../files/bounded-file';
import { WholeFile } from '../../files/whole-file';
import { csvLine } from './csv';

const checkColumns = ['time', 'record', 'index', 'receiptId', 'meterId', 'verdict', 'reason'] as const;
const meterColumns = ['meterId', 'mspId', 'status', 'manufacturer', 'model', 'registered', 'keys'] as const;

const meterCells = ({
  meterId,
  mspId,
  status,
  manufacturer,
  model,
  registered,
  keys,
}: MeterRecord): string[] => [
  meterId,
  mspId,
  status,
  manufacturer,
  model,
  registered,
  keys.map(({ fingerprint, state }) => `${fingerprint} ${state}`).join(' '),
];

/** The folder above must be there. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'EEXIST')
      throw faulty('INPUT_INVALID', [{ path: folder, text: `cannot be made (${code})` }]);
  }
}

/** A folder with what an audit rebuilt: each file appears when the audit is complete, or not at all. */
export class AuditExport {
  readonly #files = new Map<string, WholeFile>();

  /** @throws {@link ClientError} `INPUT_INVALID` where the folder cannot be written to */
  constructor(folder: string) {
    makeFolder(folder);
    for (const name of ['checks.csv', 'checks.jsonl', 'meters.csv', 'meters.jsonl', 'findings.jsonl'])
      this.#files.set(name, new WholeFile(path.join(folder, name)));
    this.#write('checks.csv', csvLine(checkColumns));
    this.#write('meters.csv', csvLine(meterColumns));
  }

  /** One recorded receipt. */
  leaf(leaf: RecordedLeaf): void {
    this.#write('checks.csv', csvLine(checkColumns.map((column) => leaf[column])));
    this.#write('checks.jsonl', JSON.stringify(leaf));
  }

  /** A finding or an alert. */
  note(note: AuditNote): void {
    this.#write('findings.jsonl', JSON.stringify(note));
  }

  /** The register, and the end. */
  finish(meters: Iterable<MeterRecord>): void {
    for (const meter of meters) {
      this.#write('meters.csv', csvLine(meterCells(meter)));
      this.#write('meters.jsonl', JSON.stringify(meter));
    }
    for (const file of this.#files.values()) file.finish();
  }

  /** Leaves nothing behind. */
  abandon(): void {
    for (const file of this.#files.values()) file.abandon();
  }

  #write(name: string, line: string): void {
    this.#files.get(name)?.write(`${line}\n`);
  }
}
