// SPDX-License-Identifier: Apache-2.0
import { baseEnvironment } from '../../processes/environment.js';

/** Variables by which users tell `docker` where its engine is and how to get out. */
const DOCKER_VARIABLES = [
  ...[
    'DOCKER_HOST',
    'DOCKER_CONTEXT',
    'DOCKER_CONFIG',
    'DOCKER_CERT_PATH',
    'DOCKER_TLS_VERIFY',
    'DOCKER_BUILDKIT',
  ],
  ...[
    'XDG_RUNTIME_DIR',
    'SSH_AUTH_SOCK',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
  ],
];

/**
 * The environment in which `docker` is run. Variables of a Compose file stay behind: only the network's own
 * environment file shall give them.
 */
export function dockerEnvironment(): Record<string, string> {
  const own = DOCKER_VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...baseEnvironment(), ...Object.fromEntries(own) };
}
