// SPDX-License-Identifier: Apache-2.0
import { clientError } from '../errors';
import { readProfile, type Profile } from '../profile/profile';
import type { Session } from '../session';
import { printable } from './output/printable';
import { settingsOf } from './settings/settings';
import type { Streams } from './streams';

/**
 * Connects, runs `work`, and closes the connection whatever happens. Certificate and key are read here, not before.
 * @param option - value of `--profile`
 * @throws {@link ClientError} `NO_LEDGER`, what reading the profile and connecting throw, what `work` throws
 */
export async function withSession<T>(
  option: string | undefined,
  streams: Streams,
  work: (session: Session, profile: Profile) => Promise<T>,
): Promise<T> {
  const { profile } = await settingsOf(option === undefined ? {} : { profile: option });
  if (profile.value === undefined) throw clientError('NO_LEDGER');
  const read = await readProfile(profile.value);
  const { connect } = await import('../connect.js');
  const session = await connect(read, {
    onWarning: ({ code, text }) => {
      streams.note(`meterpki: warning: ${code}: ${printable(text)}`);
    },
  });
  try {
    return await work(session, read);
  } finally {
    session.close();
  }
}
