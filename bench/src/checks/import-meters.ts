// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import { ClientError, type Session } from '@meterpki/client';
import { inFlight } from '../measure/load';
import type { BenchMeter } from './meters';

const ALGORITHM = 'ECDSA-secp256r1-SHA256';
const PER_IMPORT = 500;
const AT_ONCE = 4;

/** Administrators of both institutes. */
export interface Administrators {
  readonly ptb: Session;
  readonly inmetro: Session;
}

const PAUSE_MS = 200;
const ATTEMPTS = 150;

/** Approves an import as soon as the institute's peer has it: under this load it may be blocks behind the importer's. */
async function approve(inmetro: Session, importId: string, hash: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await inmetro.administrator.approveImport({ importId, hash });
      return;
    } catch (error) {
      const isBehind = error instanceof ClientError && error.refusal?.code === 'IMPORT_UNKNOWN';
      if (!isBehind || attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS);
    }
  }
}

/** Brings the meters onto the ledger by imports that both institutes approve. */
export async function importMeters(
  { ptb, inmetro }: Administrators,
  meters: readonly BenchMeter[],
): Promise<void> {
  const lists = Array.from({ length: Math.ceil(meters.length / PER_IMPORT) }, (_, at) =>
    meters.slice(at * PER_IMPORT, (at + 1) * PER_IMPORT),
  );
  await inFlight(lists, AT_ONCE, async (list) => {
    const { result } = await ptb.administrator.importMeters({
      source: 'bench',
      meters: list.map(({ meterId, spki }) => ({
        meterId,
        manufacturer: 'Example Meters',
        model: 'EM 1',
        key: spki,
        algorithm: ALGORITHM,
      })),
    });
    await approve(inmetro, result.importId, result.hash);
  });
}
