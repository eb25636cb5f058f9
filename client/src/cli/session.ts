// SPDX-License-Identifier: Apache-2.0
import { ClientError } from '../errors';
import { readProfile } from '../profile/profile';
import type { Session } from '../session';
import { printable } from './output/printable';
import type { Streams } from './streams';

/** The environment variable that names the profile where no option does. */
export const PROFILE_VARIABLE = 'METERPKI_PROFILE';

/** Help text of the option. */
export const PROFILE_HELP = `connection profile; default: $${PROFILE_VARIABLE}`;

/** The profile that the command line or the environment names. */
function profileFile(option: string | undefined): string {
  const file = option ?? process.env[PROFILE_VARIABLE] ?? '';
  if (file === '') throw new ClientError('NO_LEDGER');
  return file;
}

/**
 * Connects, runs `work`, and closes the connection whatever happens.
 * @param option - value of `--profile`
 * @throws {@link ClientError} `NO_LEDGER`, what reading the profile and connecting throw, what `work` throws
 */
export async function withSession<T>(
  option: string | undefined,
  streams: Streams,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const profile = await readProfile(profileFile(option));
  const { connect } = await import('../connect.js');
  const session = await connect(profile, {
    onWarning: ({ code, text }) => {
      streams.note(`meterpki: warning: ${code}: ${printable(text)}`);
    },
  });
  try {
    return await work(session);
  } finally {
    session.close();
  }
}
