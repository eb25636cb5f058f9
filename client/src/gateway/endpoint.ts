// SPDX-License-Identifier: Apache-2.0
import type { Client } from '@grpc/grpc-js';
import { connect, hash, type Gateway } from '@hyperledger/fabric-gateway';
import { parseCertificate, readPem, type ClientIdentity } from '../identity/identity';
import type { GatewayAddress } from '../profile/profile';
import { within } from './call-options';
import { openClient, waitForConnection } from './open-client';
import type { Deadlines } from './options';

/** How long a gateway that failed is left alone; doubled with each failure until it answers. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** One gateway of a profile: the way to it, and whether it answered when it was last asked. */
export class Endpoint {
  readonly address: string;
  readonly gateway: Gateway;
  readonly #client: Client;
  #failures = 0;
  #resting = false;
  #restEnds = 0;
  #probe: Promise<void> | undefined;

  constructor(address: string, client: Client, gateway: Gateway) {
    this.address = address;
    this.#client = client;
    this.gateway = gateway;
  }

  /** True for one that failed and did not connect again since. */
  get isResting(): boolean {
    return this.#resting;
  }

  /**
   * Waits until the connection stands.
   * @returns in words why it does not, or undefined
   */
  reach(timeout: number): Promise<string | undefined> {
    return waitForConnection(this.#client, Date.now() + timeout);
  }

  /** It answered, whatever the answer was. */
  worked(): void {
    this.#resting = false;
    this.#failures = 0;
  }

  /** It did not answer: others are asked first until it connects again, which is tried after a pause. */
  failed(): void {
    if (this.#resting) return;
    this.#resting = true;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#restEnds = Date.now() + pause;
  }

  /** Tries to connect again once the pause is over; nobody waits for it, and only one attempt is made at a time. */
  probe(timeout: number): void {
    if (!this.#resting || this.#probe !== undefined || Date.now() < this.#restEnds) return;
    this.#probe = this.#tryAgain(timeout).finally(() => {
      this.#probe = undefined;
    });
  }

  close(): void {
    try {
      this.gateway.close();
    } finally {
      this.#client.close();
    }
  }

  async #tryAgain(timeout: number): Promise<void> {
    const failure = await this.reach(timeout).catch(() => 'closed');
    this.#resting = false;
    if (failure !== undefined) this.failed();
  }
}

function gatewayOn(
  client: Client,
  { mspId, certificate, sign }: ClientIdentity,
  deadlines: Deadlines,
): Gateway {
  return connect({
    client,
    identity: { mspId, credentials: certificate },
    signer: sign,
    hash: hash.none,
    evaluateOptions: () => within(deadlines.evaluate),
    endorseOptions: () => within(deadlines.endorse),
    submitOptions: () => within(deadlines.submit),
    commitStatusOptions: () => within(deadlines.commitStatus),
  });
}

/**
 * Every gateway of a profile; none is connected to yet.
 * @throws {@link ClientError} `IDENTITY_UNREADABLE` for TLS roots that cannot be read
 */
export async function openEndpoints(
  gateways: readonly GatewayAddress[],
  identity: ClientIdentity,
  deadlines: Deadlines,
): Promise<Endpoint[]> {
  const roots = await Promise.all(
    gateways.map(async ({ tlsRootCertificates }) => {
      const pem = await readPem(tlsRootCertificates);
      parseCertificate(pem, tlsRootCertificates);
      return pem;
    }),
  );
  return gateways.map((gateway, index) => {
    const client = openClient(gateway, roots[index] ?? Buffer.alloc(0));
    return new Endpoint(gateway.address, client, gatewayOn(client, identity, deadlines));
  });
}
