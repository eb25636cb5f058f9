// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';

import type { Chain } from '../blocks/chain.js';
import type { Endorser } from '../endorser/endorser.js';
import type { MspRegistry } from '../identity/msp-registry.js';
import type { Orderer } from '../ordering/orderer.js';
import { QSCC } from '../system-chaincode/qscc.js';

/** What the calls of one organisation's gateway work with. */
export interface GatewayContext {
  readonly channel: string;
  /** Name of the chaincode, the only one on the channel. */
  readonly chaincode: string;
  readonly msps: MspRegistry;
  readonly chain: Chain;
  readonly orderer: Orderer;
  /** The peer that the gateway belongs to. */
  readonly local: Endorser;
  /** All peers of the channel, the local one among them. */
  readonly endorsers: readonly Endorser[];
  readonly logger: Logger;
}

/** Fabric's text for a channel that the peer did not join (discovery/support/config). */
export function unknownChannel(channel: string): string {
  return `failed to get config for channel [${channel}]: could not get last config for channel ${channel}`;
}

/** The peers that have a chaincode on a channel; the system chaincode is everywhere. */
export function endorsersOf(
  { channel, chaincode, endorsers }: GatewayContext,
  called: { readonly channel: string; readonly chaincode: string },
): readonly Endorser[] {
  const isThere = called.chaincode === chaincode || called.chaincode === QSCC;
  return called.channel === channel && isThere ? endorsers : [];
}
