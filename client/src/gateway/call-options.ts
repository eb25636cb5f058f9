// SPDX-License-Identifier: Apache-2.0
import { InterceptingCall, status, type CallOptions, type Interceptor } from '@grpc/grpc-js';

/** A call that must be answered in so many milliseconds. */
export const within = (milliseconds: number): CallOptions => ({ deadline: Date.now() + milliseconds });

/** Ends a call as soon as the signal says so. */
const endingWith =
  (signal: AbortSignal): Interceptor =>
  (options, nextCall) => {
    const call = new InterceptingCall(nextCall(options), {
      start: (metadata, _listener, next) => {
        const end = (): void => {
          call.cancelWithStatus(status.CANCELLED, 'aborted');
        };
        signal.addEventListener('abort', end, { once: true });
        next(metadata, {
          onReceiveStatus: (result, forward) => {
            signal.removeEventListener('abort', end);
            forward(result);
          },
        });
      },
    });
    return call;
  };

/** Options of a call that may be called off. */
export const abortable = (signal: AbortSignal | undefined): CallOptions =>
  signal === undefined ? {} : { interceptors: [endingWith(signal)] };
