// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';

import { accessFault, type SignedData } from '../identity/channel-policies.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';

/**
 * Checks that a request for reading is signed by a reader of the channel.
 *
 * @param channel - the channel that the request names
 * @throws {@link GatewayError} PERMISSION_DENIED with the texts of Fabric's access control (core/policy/policy.go)
 */
export function checkReader(context: GatewayContext, channel: string, signed: SignedData): void {
  const fault =
    channel === context.channel
      ? accessFault(context.msps, channel, 'Readers', signed)
      : unknownChannelFault(channel);
  if (fault !== undefined) throw new GatewayError(status.PERMISSION_DENIED, fault);
}

function unknownChannelFault(channel: string): string {
  if (channel !== '') return `Failed to get policy manager for channel [${channel}]`;
  return 'Invalid channel ID name during check policy on signed data. Name must be different from nil.';
}
