// SPDX-License-Identifier: Apache-2.0
import { DevledgerError } from '../errors.js';

/**
 * Reads the values of `--port`.
 *
 * @param flags - texts of the form `ptb=41001`
 * @returns port by organisation
 * @throws {@link DevledgerError} `BAD_OPTION`
 */
export function readPorts(flags: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    flags.map((flag) => {
      const [, organisation, port] = /^([a-z0-9-]+)=(\d{1,5})$/.exec(flag) ?? [];
      if (organisation === undefined || Number(port) < 1 || Number(port) > 65_535) {
        throw new DevledgerError('BAD_OPTION', `--port ${flag}: write ORGANISATION=PORT, such as ptb=41001`);
      }
      return [organisation, Number(port)];
    }),
  );
}
