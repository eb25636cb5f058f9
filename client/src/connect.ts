// SPDX-License-Identifier: Apache-2.0
import { connectGateway } from './gateway/connect';
import type { ConnectOptions } from './gateway/options';
import type { Profile } from './profile/profile';
import { Session } from './session';

/**
 * Connects to the first gateway of a profile that answers. Close the session when done.
 * @throws {@link ClientError} `IDENTITY_UNREADABLE`, `IDENTITY_UNSUPPORTED`, `KEY_MISMATCH`, or
 * `LEDGER_UNREACHABLE` with a reason for each gateway
 */
export async function connect(profile: Profile, options: ConnectOptions = {}): Promise<Session> {
  return new Session(await connectGateway(profile, options), options.retry);
}
