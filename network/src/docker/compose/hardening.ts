// SPDX-License-Identifier: Apache-2.0
import { VARIABLES, withDefault } from './variables.js';

/** Limits of a service. */
export interface Limits {
  /** As Compose writes sizes: `512m`. */
  readonly memory: string;
  readonly processes: number;
}

/** The owner of the key files, who alone may read them; the first user of most systems unless another is given. */
export const CONTAINER_USER = withDefault(VARIABLES.user, '1000:1000');

/** What every service gets: few rights, a bounded share of the machine, a bounded log, and a restart when it ends. */
export const hardened = ({ memory, processes }: Limits): Record<string, unknown> => ({
  user: CONTAINER_USER,
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  mem_limit: memory,
  pids_limit: processes,
  init: true,
  restart: 'unless-stopped',
  stop_grace_period: '20s',
  // A name of a container that does not run must fail at once: engines ask the resolver of the host for it.
  dns_opt: ['timeout:1', 'attempts:1'],
  logging: { driver: 'json-file', options: { 'max-size': '20m', 'max-file': '5' } },
});

/**
 * A command that succeeds while something listens on a port of its container: it looks for a listening socket (state 0A)
 * in the kernel's table (proc_net_tcp of the Linux documentation). It needs no client, as official images have none, and
 * opens no connection: one without TLS would leave a line in the log of the node each time.
 */
export const listensOn = (port: number): string[] => [
  ...['grep', '-qsE', `:${port.toString(16).toUpperCase().padStart(4, '0')} [0-9A-F]+:0000 0A `],
  ...['/proc/net/tcp', '/proc/net/tcp6'],
];

/**
 * The health check of a container. A node's own endpoint `/healthz` asks for a client certificate; this tool uses it
 * from outside.
 */
export const checkedBy = (command: readonly string[]): Record<string, unknown> => ({
  test: ['CMD', ...command],
  // Short, since the first check also waits for it; engines from 25 on know a start_interval, older ones do not.
  interval: '5s',
  timeout: '5s',
  retries: 6,
  start_period: '20s',
});
