// SPDX-License-Identifier: Apache-2.0
import { readReceipts } from '@meterpki/client';
import { fromCaller } from '../repository';
import type { Cast } from '../story/cast';
import { demoMeterId, distinctKeys, importKeys } from './outside-keys';
import { checkOutside } from './outside-receipts';
import { askAboutMeter } from './phase-deployment';
import { use } from './phase-use';
import { manufacture, verifyAll } from './phase-verification';
import type { Report } from './report';

/** The whole life of two meters. Gives the ID of the one that was used. */
export async function playLife(cast: Cast, report: Report): Promise<string> {
  const instruments = manufacture(report);
  const { meterId } = instruments.ptb;
  report.phase('3. Issuance and deployment, before');
  await askAboutMeter(cast, meterId, 'no', report);
  await verifyAll(cast, instruments, report);
  report.phase('3. Issuance and deployment, after');
  await askAboutMeter(cast, meterId, 'yes', report);
  await use(cast, instruments.ptb, report);
  return meterId;
}

/** Phase 4 with receipts from outside. Gives the ID of a meter that was imported. */
export async function playOutside(cast: Cast, files: readonly string[], report: Report): Promise<string> {
  const items = await readReceipts(files.map(fromCaller));
  await importKeys(cast, items, report);
  const { checked, skipped, unreadable } = await checkOutside(cast, items, report);
  report.line(
    `\n${checked} receipts checked, ${skipped} skipped, ${unreadable} unreadable, ${report.unexpected} not as expected`,
  );
  const [key] = distinctKeys(items);
  return key === undefined ? 'ptb:ID' : demoMeterId(key);
}
