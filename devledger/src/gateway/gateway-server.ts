// SPDX-License-Identifier: Apache-2.0
import { type handleUnaryCall, Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import { gateway, peer } from '@hyperledger/fabric-protos';

import type { KeyPair } from '../crypto-material/authority.js';
import { deliverService } from '../delivery/deliver-service.js';
import { portTaken } from '../directory/ports.js';
import { callSignal, drained, STOPPING, toStatus } from './calls.js';
import { chaincodeEvents } from './chaincode-events.js';
import { commitStatus } from './commit-status.js';
import { endorse } from './endorse.js';
import { evaluate } from './evaluate.js';
import type { GatewayContext } from './gateway-context.js';
import { submit } from './submit.js';

/** The largest message in either direction, in bytes, as for a peer. */
const MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

/** How long callers may take to receive what is under way when the ledger stops. */
const SHUTDOWN_MILLISECONDS = 1000;

/** How a gateway listens. */
export interface GatewayServerOptions {
  readonly port: number;
  readonly tls: KeyPair;
}

/** The services of one organisation's peer for its clients over TLS: gateway and delivery of blocks. */
export class GatewayServer {
  readonly #server: Server;
  readonly #closing: AbortController;

  private constructor(server: Server, closing: AbortController) {
    this.#server = server;
    this.#closing = closing;
  }

  /**
   * Starts to listen.
   *
   * @throws {@link DevledgerError} `PORT_TAKEN`
   */
  static async listen(context: GatewayContext, { port, tls }: GatewayServerOptions): Promise<GatewayServer> {
    const server = new Server({
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
      'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
    });
    const closing = new AbortController();
    addService(server, context, closing.signal);
    server.addService(peer.DeliverService, deliverService(context, closing.signal));
    const credentials = ServerCredentials.createSsl(null, [
      { private_key: Buffer.from(tls.privateKey), cert_chain: Buffer.from(tls.certificate) },
    ]);
    await new Promise<void>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${port}`, credentials, (error) => {
        if (error === null) resolve();
        else reject(portTaken(port, error));
      });
    });
    return new GatewayServer(server, closing);
  }

  /** Stops to listen, ends the calls that wait, and lets answers under way go out. */
  async close(): Promise<void> {
    this.#closing.abort(STOPPING);
    await new Promise<void>((resolve) => {
      const force = setTimeout(() => {
        this.#server.forceShutdown();
        resolve();
      }, SHUTDOWN_MILLISECONDS);
      this.#server.tryShutdown(() => {
        clearTimeout(force);
        resolve();
      });
    });
  }
}

function addService(server: Server, context: GatewayContext, closing: AbortSignal): void {
  const { logger } = context;
  const unary = <Request, Response>(
    name: string,
    handler: (request: Request, signal: AbortSignal) => Promise<Response> | Response,
  ): handleUnaryCall<Request, Response> => {
    return (call, callback) => {
      const signal = callSignal(call, closing);
      Promise.resolve()
        .then(async () => await handler(call.request, signal))
        .then(
          (response) => {
            callback(null, response);
          },
          (error: unknown) => {
            callback(toStatus(error, name, logger));
          },
        );
    };
  };
  server.addService(gateway.GatewayService, {
    evaluate: unary('Evaluate', (request: gateway.EvaluateRequest, signal) =>
      evaluate(context, request, signal),
    ),
    endorse: unary('Endorse', (request: gateway.EndorseRequest, signal) => endorse(context, request, signal)),
    submit: unary('Submit', (request: gateway.SubmitRequest) => submit(context, request)),
    commitStatus: unary('CommitStatus', (request: gateway.SignedCommitStatusRequest, signal) =>
      commitStatus(context, request, signal),
    ),
    chaincodeEvents: (
      call: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
    ) => {
      void streamEvents(context, call, callSignal(call, closing));
    },
  });
}

async function streamEvents(
  context: GatewayContext,
  call: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const response of chaincodeEvents(context, call.request, signal)) {
      if (!call.write(response)) await drained(call, signal);
    }
  } catch (error) {
    if (!call.cancelled) call.emit('error', toStatus(error, 'ChaincodeEvents', context.logger));
  }
}
