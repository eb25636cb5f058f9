// SPDX-License-Identifier: Apache-2.0
import { InterceptingCall, status, type CallOptions, type Interceptor } from '@grpc/grpc-js';
import { aborted } from '../calls/abort';

/** A call that must be answered in so many milliseconds. */
export const within = (milliseconds: number): CallOptions => ({ deadline: Date.now() + milliseconds });

/** Ends a call as soon as the signal says so; one that did so before, while the call was signed, lets it not begin. */
const endingWith =
  (signal: AbortSignal): Interceptor =>
  (options, nextCall) => {
    if (signal.aborted) throw aborted(signal);
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

/** Options of a call that may be called off: `ABORTED` where it did not begin, else gRPC's `CANCELLED`. */
export const abortable = (signal: AbortSignal | undefined): CallOptions =>
  signal === undefined ? {} : { interceptors: [endingWith(signal)] };
