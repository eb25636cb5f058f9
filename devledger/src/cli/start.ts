// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

import { destination, pino } from 'pino';

import { makeFolder } from '../directory/files.js';
import { DirectoryLayout } from '../directory/layout.js';
import { DevledgerError, type DevledgerErrorCode, messageOf } from '../errors.js';
import { startLedger } from '../ledger.js';
import type { LedgerOptions, RunningLedger } from '../options.js';
import type { StartFlags } from './main.js';
import { readPorts } from './port-flags.js';

/** What a ledger in the background tells the command that started it. */
type Report = { readonly ready: string } | { readonly code: DevledgerErrorCode; readonly message: string };

/** Runs a ledger until SIGTERM or SIGINT. */
export async function runInForeground(flags: StartFlags): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve).once('SIGINT', resolve);
  });
  const ledger = await startAndReport(flags);
  await stopped;
  await ledger.close();
  if (process.connected) process.disconnect();
}

/**
 * Starts a ledger in the background and waits until it answers.
 *
 * @throws {@link DevledgerError} what the ledger reported, or `START_FAILED`
 */
export async function detach(flags: StartFlags): Promise<void> {
  const layout = new DirectoryLayout(flags.dir);
  makeFolder(layout.logs);
  const log = openSync(path.join(layout.logs, 'output.log'), 'a', 0o600);
  const child = fork(path.join(__dirname, '../../bin/meterpki-devledger.js'), foregroundArguments(flags), {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const report = await new Promise<Report>((resolve) => {
    child.once('message', (message) => {
      resolve(message as Report);
    });
    child.once('error', (error) => {
      resolve({ code: 'START_FAILED', message: error.message });
    });
    child.once('exit', (code) => {
      resolve({ code: 'START_FAILED', message: `it ended with exit code ${code ?? 0}; see ${layout.logs}` });
    });
  });
  if (child.connected) child.disconnect();
  child.unref();
  if ('code' in report) throw new DevledgerError(report.code, report.message);
  process.stdout.write(`${report.ready}\n`);
}

async function startAndReport(flags: StartFlags): Promise<RunningLedger> {
  try {
    const ledger = await startLedger(ledgerOptions(flags));
    const line = readyLine(flags);
    if (!tell({ ready: line })) process.stdout.write(`${line}\n`);
    return ledger;
  } catch (error) {
    const code = error instanceof DevledgerError ? error.code : 'START_FAILED';
    tell({ code, message: messageOf(error) });
    if (process.connected) process.disconnect();
    throw error;
  }
}

/** Reports to the command that waits; false where this process was not started by one. */
function tell(report: Report): boolean {
  return process.send?.(report) ?? false;
}

function ledgerOptions({ dir, deployment, name, channel, demo, port }: StartFlags): LedgerOptions {
  const layout = new DirectoryLayout(dir);
  makeFolder(layout.logs);
  const logger = pino(
    { name: 'devledger' },
    destination({ dest: layout.ledgerLog, mode: 0o600, sync: true }),
  );
  return {
    directory: dir,
    deployment,
    logger,
    ...(name === undefined ? {} : { name }),
    ...(channel === undefined ? {} : { channel }),
    ...(demo === undefined ? {} : { demo }),
    ...(port === undefined ? {} : { ports: readPorts(port) }),
  };
}

function readyLine({ dir }: StartFlags): string {
  const { profiles } = new DirectoryLayout(dir);
  return `embedded ledger ready: no consensus, for trying out, developing and CI only; profiles in ${profiles}`;
}

function foregroundArguments({ dir, deployment, name, channel, demo, port }: StartFlags): string[] {
  return [
    ...['start', '--dir', dir, '--deployment', deployment],
    ...(name === undefined ? [] : ['--name', name]),
    ...(channel === undefined ? [] : ['--channel', channel]),
    ...(demo === true ? ['--demo'] : []),
    ...(port === undefined ? [] : ['--port', ...port]),
  ];
}
