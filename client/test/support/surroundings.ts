// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

/** The environment of a run without the caller's profile, settings, colours and language. */
export const neutral: NodeJS.ProcessEnv = {
  METERPKI_PROFILE: undefined,
  METERPKI_LANG: undefined,
  XDG_CONFIG_HOME: path.join(__dirname, 'no-settings'),
  LC_ALL: 'C',
  NO_COLOR: undefined,
  FORCE_COLOR: undefined,
};
