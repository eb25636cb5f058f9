// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';

import type { ChannelCredentials } from '@grpc/grpc-js';
import type { Logger } from 'pino';

import type { Deployment } from '../deployment/deployment.js';
import { freePort } from '../directory/ports.js';
import { DevledgerError, messageOf } from '../errors.js';
import { ChaincodeConnection } from './chaincode-connection.js';
import { ChaincodeProcess, type ChaincodeTlsFiles } from './chaincode-process.js';

/** What the chaincode of one organisation needs. */
export interface ChaincodeServiceOptions {
  readonly organisation: string;
  readonly deployment: Deployment;
  readonly packageId: string;
  readonly tls: ChaincodeTlsFiles;
  readonly credentials: ChannelCredentials;
  readonly logFile: string;
  readonly logger: Logger;
  /** Called with the process ID of every run. */
  readonly onLaunch: (pid: number) => void;
}

/** How long a chaincode may take from its start to its registration. */
const LAUNCH_MILLISECONDS = 60_000;

/** How long a call waits for a chaincode that is being restarted (dial_timeout of connection.json). */
const DIAL_MILLISECONDS = 10_000;

/** Pauses between restarts, in milliseconds; the last one stays. A run of a minute starts from the first again. */
const BACKOFF = [100, 500, 1000, 2000, 5000];
const STABLE_MILLISECONDS = 60_000;

/** Keeps the chaincode of one organisation running, and hands out the connection to it. */
export class ChaincodeService {
  readonly #options: ChaincodeServiceOptions;
  readonly #waiting = new Set<(connection?: ChaincodeConnection) => void>();
  #connection: ChaincodeConnection | undefined;
  #process: ChaincodeProcess | undefined;
  #supervision: Promise<void> | undefined;
  #reason = 'the chaincode is not running';
  #failures = 0;
  readonly #stopping = new AbortController();

  constructor(options: ChaincodeServiceOptions) {
    this.#options = options;
  }

  /**
   * Starts the chaincode for the first time and waits until it has registered.
   *
   * @throws {@link DevledgerError} `CHAINCODE_FAILED` with the last lines of its log
   */
  async start(): Promise<void> {
    try {
      await this.#launch();
    } catch (error) {
      const lines = this.#process?.lastLines() ?? '';
      await this.close();
      throw new DevledgerError(
        'CHAINCODE_FAILED',
        `the chaincode of ${this.#options.organisation} did not start: ${messageOf(error)}\n${lines}`,
      );
    }
    this.#supervision = this.#supervise();
  }

  /**
   * The connection to the chaincode; waits for a restart under way.
   *
   * @param signal - gives up waiting
   * @throws Error with Fabric's text when there is none in time
   */
  async connection(signal: AbortSignal): Promise<ChaincodeConnection> {
    if (this.#connection !== undefined) return this.#connection;
    const { packageId } = this.#options;
    return await new Promise((resolve, reject) => {
      const settle = (connection?: ChaincodeConnection): void => {
        this.#waiting.delete(settle);
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        if (connection !== undefined) resolve(connection);
        else reject(new Error(`could not launch chaincode ${packageId}: ${this.#refusal()}`));
      };
      const giveUp = (): void => {
        settle();
      };
      const timer = setTimeout(giveUp, DIAL_MILLISECONDS);
      this.#waiting.add(settle);
      signal.addEventListener('abort', giveUp);
      if (signal.aborted || this.#stopping.signal.aborted) settle();
    });
  }

  /** Stops the chaincode and everything that waits for it. */
  async close(): Promise<void> {
    this.#stopping.abort();
    for (const settle of this.#waiting) settle();
    this.#connection?.close();
    this.#connection = undefined;
    await this.#process?.stop();
    await this.#supervision;
  }

  /** The words of Fabric for a chaincode server that cannot be reached, with the reason known here. */
  #refusal(): string {
    return `connection to ${this.#options.packageId} failed: ${this.#reason}`;
  }

  async #launch(): Promise<void> {
    const { deployment, packageId, tls, logFile, credentials, onLaunch } = this.#options;
    const port = await freePort();
    if (this.#stopping.signal.aborted) return;
    const run = new ChaincodeProcess({ deployment, packageId, port, tls, logFile });
    this.#process = run;
    if (run.pid !== undefined) onLaunch(run.pid);
    const connection = new ChaincodeConnection({ address: `127.0.0.1:${port}`, packageId, credentials });
    const ended = run.ended.then((how) => {
      connection.close();
      throw new Error(how);
    });
    try {
      await Promise.race([connection.open(packageId, LAUNCH_MILLISECONDS), ended]);
    } catch (error) {
      connection.close();
      throw error;
    }
    ended.catch(() => undefined);
    this.#connection = connection;
    for (const settle of this.#waiting) settle(connection);
  }

  /** Runs as long as the service: waits for the connection to end, and starts a new process. */
  async #supervise(): Promise<void> {
    for (;;) {
      const since = Date.now();
      await this.#connection?.closed;
      this.#connection = undefined;
      if (Date.now() - since > STABLE_MILLISECONDS) this.#failures = 0;
      if (this.#stopping.signal.aborted) return;
      await this.#restart();
    }
  }

  async #restart(): Promise<void> {
    const { logger, organisation } = this.#options;
    await this.#process?.stop();
    this.#reason = (await this.#process?.ended) ?? this.#reason;
    logger.warn({ organisation, reason: this.#reason }, 'chaincode went away, starting it again');
    const pause = BACKOFF[Math.min(this.#failures, BACKOFF.length - 1)] ?? 0;
    this.#failures += 1;
    await delay(pause, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    try {
      if (!this.#stopping.signal.aborted) await this.#launch();
    } catch (error) {
      this.#reason = messageOf(error);
      logger.error({ organisation, reason: this.#reason }, 'chaincode did not start');
    }
  }
}
