// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { LedgerDescriptor } from '@meterpki/client';
import { keptDirectory } from '../ledger/kept-ledger';
import type { Report } from './report';

const relative = (file: string): string => path.relative(process.cwd(), file);

function commandsFor({ kind, file, profiles }: LedgerDescriptor, meterId: string, keep: boolean): string[] {
  const goesOn = kind === 'fabric' || path.dirname(file) === keptDirectory;
  if (!goesOn || (kind === 'embedded' && !keep)) {
    return ['npm run demo -- --keep', 'npm run demo -- FILE.jsonl', 'npx meterpki verify --help'];
  }
  const profile = `--profile ${relative(profiles['ptb-society'] ?? '')}`;
  const last =
    kind === 'fabric'
      ? 'npm run demo -- --ledger network FILE.jsonl'
      : `npx meterpki-devledger stop --dir ${relative(keptDirectory)}`;
  return [
    `npx meterpki meter show ${meterId} ${profile}`,
    `npx meterpki audit checks --meter ${meterId} ${profile}`,
    last,
  ];
}

/** The three commands to try next. */
export function tellNextSteps(ledger: LedgerDescriptor, meterId: string, report: Report): void {
  const keep = path.dirname(ledger.file) === keptDirectory;
  report.phase('Try next');
  for (const command of commandsFor(ledger, meterId, keep)) report.line(`  ${command}`);
}
