// SPDX-License-Identifier: Apache-2.0
import type { Gateway } from '@hyperledger/fabric-gateway';
import type { ClientErrorCode } from '../error-codes';
import { ClientError, clientError } from '../errors';
import { aborted, unlessAborted } from '../calls/abort';
import type { Endpoint } from './endpoint';

/** The gateway is not there, or as good as that. */
const isAway = ({ code }: ClientError): boolean =>
  code === 'LEDGER_UNREACHABLE' || code === 'DEADLINE_EXCEEDED';

/** Nothing was written, and another gateway may well answer; it may also know of more peers. */
const passesOn = (error: ClientError): boolean => isAway(error) || error.code === 'ENDORSERS_MISSING';

/** What a gateway is asked for. */
export type Ask<T> = (gateway: Gateway) => Promise<T>;

interface Failure {
  readonly address: string;
  readonly error: ClientError;
}

/** One that answered, or took too long to, tells more than one that is not there. */
const tellingFirst: readonly ClientErrorCode[] = [
  'ENDORSERS_MISSING',
  'DEADLINE_EXCEEDED',
  'LEDGER_UNREACHABLE',
];

/** One error for all gateways that did not answer. */
function joined(failures: readonly Failure[]): ClientError {
  const errors = failures.map(({ error }) => error);
  const [only] = errors;
  if (only !== undefined && errors.length === 1) return only;
  const code = tellingFirst.find((telling) => errors.some((error) => error.code === telling)) ?? 'INTERNAL';
  const telling = errors.findLast((error) => error.code === code);
  const texts = failures.map(({ address, error: { message } }) =>
    message.includes(address) ? message : `${address}: ${message}`,
  );
  const plain = clientError(code);
  const next = errors.find((error) => error.code === code && error.next !== plain.next)?.next ?? plain.next;
  const nodes = errors.flatMap((error) => error.nodes);
  const step = telling === undefined ? {} : { step: telling.step };
  return clientError(code, texts.join('; '), { ...step, nodes, next, cause: telling });
}

/** The gateways of a profile, asked in order until one answers. */
export class Failover {
  readonly #endpoints: readonly Endpoint[];
  readonly #connectTimeout: number;

  /**
   * @param endpoints - in the order of the profile
   * @param connectTimeout - milliseconds for each to connect
   */
  constructor(endpoints: readonly Endpoint[], connectTimeout: number) {
    this.#endpoints = endpoints;
    this.#connectTimeout = connectTimeout;
  }

  get size(): number {
    return this.#endpoints.length;
  }

  /**
   * Connects to the first that answers.
   * @throws {@link ClientError} `LEDGER_UNREACHABLE` with a reason for each
   */
  async reachAny(): Promise<void> {
    const reasons: string[] = [];
    for (const endpoint of this.#endpoints) {
      const reason = await this.reach(endpoint);
      if (reason === undefined) return;
      reasons.push(`${endpoint.address}: ${reason}`);
    }
    throw clientError('LEDGER_UNREACHABLE', reasons.join('; '));
  }

  /**
   * Waits until the connection to one stands.
   * @returns in words why it does not, or undefined
   */
  async reach(endpoint: Endpoint, timeout = this.#connectTimeout): Promise<string | undefined> {
    const reason = await endpoint.reach(Math.min(timeout, this.#connectTimeout));
    if (reason !== undefined) endpoint.failed();
    return reason;
  }

  /**
   * Every gateway in the order of asking: those that work, as the profile has them, then those that failed lately. The
   * latter are connected to again meanwhile, without anybody waiting for it.
   */
  inOrder(): Endpoint[] {
    for (const endpoint of this.#endpoints) endpoint.probe(this.#connectTimeout);
    const resting = this.#endpoints.filter(({ isResting }) => isResting);
    return [...this.#endpoints.filter(({ isResting }) => !isResting), ...resting];
  }

  /**
   * Asks one gateway after the other until one answers, for what writes nothing.
   * @throws {@link ClientError} what `ask` throws; `LEDGER_UNREACHABLE`, `DEADLINE_EXCEEDED` or `ENDORSERS_MISSING`
   * with a reason for each gateway where none can; `ABORTED`
   */
  async ask<T>(ask: Ask<T>, signal?: AbortSignal): Promise<{ answer: T; endpoint: Endpoint }> {
    const failures: Failure[] = [];
    for (const endpoint of this.inOrder()) {
      if (signal?.aborted === true) throw aborted(signal);
      try {
        return { answer: await this.#askOne(endpoint, ask, signal), endpoint };
      } catch (error) {
        if (!(error instanceof ClientError) || !passesOn(error)) throw error;
        failures.push({ address: endpoint.address, error });
      }
    }
    throw joined(failures);
  }

  close(): void {
    for (const endpoint of this.#endpoints) endpoint.close();
  }

  async #askOne<T>(endpoint: Endpoint, ask: Ask<T>, signal: AbortSignal | undefined): Promise<T> {
    const reason = await unlessAborted(this.reach(endpoint), signal);
    if (reason !== undefined) throw clientError('LEDGER_UNREACHABLE', `${endpoint.address}: ${reason}`);
    try {
      const answer = await ask(endpoint.gateway);
      endpoint.worked();
      return answer;
    } catch (error) {
      if (error instanceof ClientError && isAway(error)) endpoint.failed();
      throw error;
    }
  }
}
