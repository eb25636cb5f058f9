// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from '../errors.js';
import type { Mode } from '../mode.js';
import { dockerMode } from '../docker/docker-mode.js';
import { nativeMode } from '../native/native-mode.js';

const modes: readonly Mode[] = [nativeMode, dockerMode];

/**
 * A mode by its name.
 * @throws {@link NetworkError} `BAD_OPTION` where there is none
 */
export function modeOf(name: string): Mode {
  const mode = modes.find((one) => one.name === name);
  if (mode !== undefined) return mode;
  throw new NetworkError('BAD_OPTION', `there is no mode ${name}`, {
    next: `Modes: ${modes.map((one) => one.name).join(', ')}.`,
  });
}
