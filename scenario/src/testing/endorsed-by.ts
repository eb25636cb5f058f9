// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, EndorseError, hash, StatusCode } from '@hyperledger/fabric-gateway';
import { readIdentity, readProfile } from '@meterpki/client';
import type { Cast, Institute, Role } from '../story/cast';

/** A transaction, and whose peers are to endorse it; the product itself leaves that choice to the gateway. */
export interface EndorsedCall {
  readonly as: readonly [Institute, Role];
  /** `contract:Transaction`. */
  readonly name: string;
  readonly argument: unknown;
  readonly transient?: Readonly<Record<string, string>>;
  /** MSP IDs. */
  readonly endorsers: readonly string[];
}

const ATTEMPTS = 20;
const PAUSE_MS = 250;

/** One of the named peers may be a block behind: then it refuses, or answers something else than the others. */
async function untilAlike<T>(endorse: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await endorse();
    } catch (error) {
      if (!(error instanceof EndorseError) || attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS);
    }
  }
}

/**
 * Submits a transaction endorsed by peers of exactly these organisations.
 * @returns how the peers found it when they validated it: `VALID`, `ENDORSEMENT_POLICY_FAILURE` …
 */
export async function endorsedBy(
  cast: Cast,
  { as: [institute, role], name, argument, transient, endorsers }: EndorsedCall,
): Promise<string> {
  const profile = await readProfile(cast.profile(institute, role));
  const { mspId, certificate, sign } = await readIdentity(profile);
  const [place] = profile.gateways;
  if (place === undefined) throw new Error('a profile names a gateway');
  const client = new Client(
    place.address,
    credentials.createSsl(await readFile(place.tlsRootCertificates)),
    place.serverName === undefined ? {} : { 'grpc.ssl_target_name_override': place.serverName },
  );
  const gateway = connect({
    client,
    identity: { mspId, credentials: certificate },
    signer: sign,
    hash: hash.none,
  });
  try {
    const contract = gateway.getNetwork(profile.channel).getContract(profile.chaincode);
    const submitted = await untilAlike(() =>
      contract.submitAsync(name, {
        arguments: [JSON.stringify(argument)],
        endorsingOrganizations: [...endorsers],
        ...(transient === undefined ? {} : { transientData: transient }),
      }),
    );
    const { code } = await submitted.getStatus();
    return Object.entries(StatusCode).find(([, value]) => value === code)?.[0] ?? String(code);
  } finally {
    gateway.close();
    client.close();
  }
}
