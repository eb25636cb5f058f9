// SPDX-License-Identifier: Apache-2.0
import type { ServerDuplexStream, UntypedServiceImplementation } from '@grpc/grpc-js';
import { common, type peer } from '@hyperledger/fabric-protos';
import type { Logger } from 'pino';

import { callSignal, drained, toStatus } from '../gateway/calls.js';
import { blocksWithPrivateData, filteredBlocks, wholeBlocks } from './block-forms.js';
import { type BlockForm, deliver, type DeliveryContext } from './deliver.js';

type DeliverStream = ServerDuplexStream<common.Envelope, peer.DeliverResponse>;

/** What the service works with. */
export interface DeliverServiceContext extends DeliveryContext {
  readonly logger: Logger;
}

/**
 * The service `protos.Deliver` of a peer. A stream takes one request after the other, until the caller ends it or a
 * request is refused.
 *
 * @param closing - aborts when the ledger stops
 */
export function deliverService(
  context: DeliverServiceContext,
  closing: AbortSignal,
): UntypedServiceImplementation {
  const serving =
    (name: string, form: BlockForm) =>
    (stream: DeliverStream): void => {
      serve(stream, context, form, callSignal(stream, closing)).then(
        () => {
          stream.end();
        },
        (error: unknown) => {
          if (!stream.cancelled) stream.emit('error', toStatus(error, name, context.logger));
        },
      );
    };
  return {
    deliver: serving('Deliver', wholeBlocks),
    deliverFiltered: serving('DeliverFiltered', filteredBlocks),
    deliverWithPrivateData: serving('DeliverWithPrivateData', blocksWithPrivateData),
  };
}

async function serve(
  stream: DeliverStream,
  context: DeliverServiceContext,
  form: BlockForm,
  signal: AbortSignal,
): Promise<void> {
  // The stream must live on when the caller has nothing more to ask: the status goes out on it.
  const requests = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<common.Envelope, undefined>;
  const aborted = abortion(signal);
  for (;;) {
    const request = await Promise.race([requests.next(), aborted]);
    if (request.done === true) return;
    const status = await answer(stream, deliver(request.value, context, form, signal), signal);
    if (status !== common.Status.SUCCESS) return;
  }
}

/** Sends everything that one request brings, and tells the status. */
async function answer(
  stream: DeliverStream,
  responses: ReturnType<typeof deliver>,
  signal: AbortSignal,
): Promise<number> {
  for (;;) {
    const next = await responses.next();
    if (next.done === true) return next.value;
    if (!stream.write(next.value)) await drained(stream, signal);
  }
}

/** Rejects with the reason of a signal. */
function abortion(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
  aborted.catch(() => undefined);
  return aborted;
}
