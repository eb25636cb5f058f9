// SPDX-License-Identifier: Apache-2.0

/** Variables that every process gets from ours. Others stay behind: Fabric reads all that begin with CORE_ or ORDERER_. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH'];

/** The environment that processes start from. */
export function baseEnvironment(): Record<string, string> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
