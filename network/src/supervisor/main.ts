// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Layout } from '../directory/layout.js';
import { requireRecord, type NetworkRecord } from '../directory/record.js';
import { messageOf } from '../errors.js';
import { peersOf, type PeerNode } from '../model/network-model.js';
import { runningProcess } from '../processes/process-file.js';
import { RestartTimes } from './restart-times.js';
import { rotateLog } from './rotate-log.js';
import { startChaincode } from './chaincode-process.js';

const LOOK_MILLISECONDS = 500;

/** Says what the supervisor did; its output is its log. */
function say(text: string): void {
  process.stdout.write(`${new Date().toISOString()} ${text}\n`);
}

/**
 * Keeps the chaincode services of a native network running and its logs small, until it is asked to end or the
 * network's directory is gone. Services outlive it: another supervisor takes them over.
 */
async function supervise(directory: string): Promise<void> {
  const layout = new Layout(directory);
  const record = requireRecord(layout);
  const services = peersOf(record.model).map((peer) => ({ peer, times: new RestartTimes() }));
  const ending = new AbortController();
  process.once('SIGTERM', () => {
    ending.abort();
  });
  say(`supervises ${services.map(({ peer }) => peer.chaincodeName).join(', ')}`);
  while (!ending.signal.aborted && existsSync(layout.record)) {
    for (const { peer, times } of services) {
      attempt(`starting ${peer.chaincodeName}`, () => {
        keepRunning(layout, record, peer, times);
      });
    }
    attempt('rotating logs', () => {
      rotateLogs(layout);
    });
    await delay(LOOK_MILLISECONDS, undefined, { signal: ending.signal }).catch(() => undefined);
  }
  say('ends');
}

/** A full disk or a log that is gone must not end the supervisor. */
function attempt(what: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    say(`${what} failed: ${messageOf(error)}`);
  }
}

function keepRunning(layout: Layout, record: NetworkRecord, peer: PeerNode, times: RestartTimes): void {
  const now = performance.now();
  if (runningProcess(layout, peer.chaincodeName) !== undefined || !times.isDue(now)) return;
  times.started(now);
  say(`starts ${peer.chaincodeName}: process ${startChaincode(layout, record, peer).pid}`);
}

function rotateLogs({ logs }: Layout): void {
  for (const name of readdirSync(logs).filter((file) => file.endsWith('.log'))) {
    if (rotateLog(path.join(logs, name))) say(`rotated ${name}`);
  }
}

process.umask(0o077);
supervise(process.argv[2] ?? '').catch((error: unknown) => {
  say(`failed: ${messageOf(error)}`);
  process.exitCode = 1;
});
