// SPDX-License-Identifier: Apache-2.0
import { type ClientReadableStream, type ServiceError, status } from '@grpc/grpc-js';

/** What a stream brought, and how it ended. */
export interface Collected<T> {
  readonly messages: readonly T[];
  /** `open` where it was ended by this side because enough had come. */
  readonly end: 'open' | 'closed' | ServiceError;
}

/**
 * Reads a stream until a condition holds or it ends.
 *
 * @param isEnough - is asked after each message
 */
export async function collect<T>(
  stream: ClientReadableStream<T>,
  isEnough: (messages: readonly T[]) => boolean,
): Promise<Collected<T>> {
  const messages: T[] = [];
  return await new Promise((resolve) => {
    let isOver = false;
    const finish = (end: Collected<T>['end']): void => {
      if (isOver) return;
      isOver = true;
      resolve({ messages, end });
    };
    stream.on('data', (message: T) => {
      if (isOver) return;
      messages.push(message);
      if (!isEnough(messages)) return;
      finish('open');
      stream.cancel();
    });
    stream.on('error', (error: ServiceError) => {
      finish(error.code === status.OK ? 'closed' : error);
    });
    stream.on('end', () => {
      finish('closed');
    });
  });
}
