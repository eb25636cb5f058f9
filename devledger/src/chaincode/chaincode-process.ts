// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

import type { Deployment } from '../deployment/deployment.js';

/** Files of the mutual TLS between peer and chaincode, as seen by the chaincode. */
export interface ChaincodeTlsFiles {
  readonly key: string;
  readonly certificate: string;
  readonly clientAuthority: string;
}

/** All that a chaincode process is started with. */
export interface ChaincodeLaunch {
  readonly deployment: Deployment;
  readonly packageId: string;
  /** Port on 127.0.0.1 that the chaincode shall listen on. */
  readonly port: number;
  readonly tls: ChaincodeTlsFiles;
  /** File that standard output and standard error are appended to. */
  readonly logFile: string;
}

/** Variables of this process that a chaincode gets, besides those of its deployment. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'LD_LIBRARY_PATH', 'SystemRoot'];

/** How much of the log is quoted when a process fails. */
const QUOTED_BYTES = 4000;

/** How long a process may take to end when asked, before it is killed. */
const STOP_MILLISECONDS = 5000;

/** One run of a chaincode in server mode. */
export class ChaincodeProcess {
  /** Resolves when the process has ended, with a text that says how. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  readonly #logFile: string;
  readonly #logStart: number;

  constructor(launch: ChaincodeLaunch) {
    const log = openSync(launch.logFile, 'a', 0o600);
    try {
      this.#logFile = launch.logFile;
      this.#logStart = fstatSync(log).size;
      this.#child = spawn(process.execPath, serverArguments(launch), {
        cwd: launch.deployment.directory,
        env: environment(launch.deployment),
        stdio: ['pipe', log, log],
      });
    } finally {
      closeSync(log);
    }
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        resolve(`it could not be started: ${error.message}`);
      });
      this.#child.once('exit', (code, signal) => {
        resolve(signal === null ? `it ended with exit code ${code ?? 0}` : `it was ended by ${signal}`);
      });
    });
  }

  /** Process ID; undefined where the process could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The last lines that this run wrote. */
  lastLines(): string {
    const log = openSync(this.#logFile, 'r');
    try {
      const end = fstatSync(log).size;
      const start = Math.max(this.#logStart, end - QUOTED_BYTES);
      const bytes = Buffer.alloc(Math.max(0, end - start));
      readSync(log, bytes, 0, bytes.length, start);
      return bytes.toString('utf8').trim();
    } finally {
      closeSync(log);
    }
  }

  /** Ends the process and waits until it has. */
  async stop(): Promise<void> {
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MILLISECONDS);
    this.#child.kill('SIGTERM');
    await this.ended;
    clearTimeout(kill);
  }
}

function serverArguments({ deployment, packageId, port, tls }: ChaincodeLaunch): string[] {
  return [
    '--require',
    path.join(__dirname, 'parent-watch.js'),
    deployment.shimCli,
    'server',
    '--chaincode-address',
    `127.0.0.1:${port}`,
    '--chaincode-id',
    packageId,
    '--chaincode-tls-key-file',
    tls.key,
    '--chaincode-tls-cert-file',
    tls.certificate,
    '--chaincode-tls-client-cacert-file',
    tls.clientAuthority,
  ];
}

function environment(deployment: Deployment): NodeJS.ProcessEnv {
  const inherited = INHERITED.map((name) => [name, process.env[name]] as const);
  return {
    ...Object.fromEntries(inherited.filter(([, value]) => value !== undefined)),
    ...deployment.environment,
  };
}
