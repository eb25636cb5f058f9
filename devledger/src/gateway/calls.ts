// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';

import { status } from '@grpc/grpc-js';
import type { Logger } from 'pino';

import { messageOf } from '../errors.js';
import { GatewayError } from './gateway-error.js';

/** Why calls that wait end when the ledger stops. */
export const STOPPING = new GatewayError(status.UNAVAILABLE, 'the ledger is stopping');

const CANCELLED = new GatewayError(status.CANCELLED, 'context canceled');

/**
 * Waits until a stream takes more.
 *
 * @throws the reason of the signal when that comes first
 */
export async function drained(call: NodeJS.EventEmitter, signal: AbortSignal): Promise<void> {
  await once(call, 'drain', { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
}

/** Aborts when the caller goes away or the ledger stops. */
export function callSignal(call: NodeJS.EventEmitter, closing: AbortSignal): AbortSignal {
  const cancelled = new AbortController();
  call.on('cancelled', () => {
    cancelled.abort(CANCELLED);
  });
  return AbortSignal.any([cancelled.signal, closing]);
}

/** Foreign errors are faults of this program: their text goes to the log, not to the caller. */
export function toStatus(error: unknown, call: string, logger: Logger): GatewayError {
  if (error instanceof GatewayError) return error;
  logger.error({ call, error: messageOf(error) }, 'unexpected fault');
  return new GatewayError(status.INTERNAL, 'internal fault of the embedded ledger, see its log');
}
