// SPDX-License-Identifier: Apache-2.0
import { Client, connectivityState, credentials, type ServiceError } from '@grpc/grpc-js';
import type { GatewayAddress } from '../profile/profile';

/** A list of receipts and its answer are larger than gRPC's 4 MB once they travel as protobuf. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Firewalls forget idle connections; peers refuse pings more often than once a minute. */
const KEEPALIVE_MS = 120_000;
const KEEPALIVE_TIMEOUT_MS = 20_000;

/** gRPC's own pauses grow to two minutes: too long for a peer that is back. */
const MAX_RECONNECT_MS = 5000;

/** Words for what gRPC gives as the last error of a connection. */
const reasons: readonly [RegExp, string][] = [
  [/ECONNREFUSED/, 'nothing listens there'],
  [/ENOTFOUND|EAI_AGAIN|Name resolution failed/, 'the host name is not known'],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, 'the host cannot be reached'],
  [/altnames|Hostname\/IP/i, 'its TLS certificate carries another name; see serverName'],
  [/certificate|CERT_|SELF_SIGNED/i, 'its TLS certificate is not from the authority in tlsRootCertificates'],
  [/SSL|EPROTO|tls/i, 'it does not speak TLS as expected'],
  [/ECONNRESET|closed/i, 'it closed the connection'],
];

const reasonIn = (text: string): string =>
  reasons.find(([pattern]) => pattern.test(text))?.[1] ?? 'it does not answer';

const PROBE_MS = 1000;

/** gRPC tells why a connection failed only to a call that was made on it. */
function failureOf(client: Client): Promise<string> {
  const pass = (bytes: Buffer): Buffer => bytes;
  return new Promise((resolve) => {
    client.makeUnaryRequest(
      '/gateway.Gateway/Evaluate',
      pass,
      pass,
      Buffer.alloc(0),
      { deadline: Date.now() + PROBE_MS },
      (error: ServiceError | null) => {
        resolve(reasonIn(error?.details ?? ''));
      },
    );
  });
}

/** Waits until the connection stands, or says in words why it does not. */
export async function waitForConnection(client: Client, deadline: number): Promise<string | undefined> {
  const channel = client.getChannel();
  for (;;) {
    const state = channel.getConnectivityState(true);
    if (state === connectivityState.READY) return undefined;
    if (state === connectivityState.TRANSIENT_FAILURE) return failureOf(client);
    if (state === connectivityState.SHUTDOWN) return 'it was closed';
    const late = await new Promise<boolean>((resolve) => {
      channel.watchConnectivityState(state, deadline, (error) => {
        resolve(error !== undefined);
      });
    });
    if (late) return 'it does not answer in time';
  }
}

/**
 * A client of one gateway; it connects when it is first asked to.
 * @param roots - PEM of the TLS authorities that may vouch for the peer
 */
export function openClient({ address, serverName }: GatewayAddress, roots: Buffer): Client {
  return new Client(address, credentials.createSsl(roots), {
    ...(serverName === undefined ? {} : { 'grpc.ssl_target_name_override': serverName }),
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
    'grpc.max_reconnect_backoff_ms': MAX_RECONNECT_MS,
  });
}
