// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from '../errors.js';

/** For networks that root makes: services must not run as root. Hardly a system gives this number to a person. */
const USER_FOR_ROOT = '10001:10001';

const USER = /^(\d{1,9}):(\d{1,9})$/;

/** A user and a group by number. */
export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who runs in the containers: the user who makes the network and owns its files. Root names another with
 * `METERPKI_USER`, who then gets the files that services read.
 * @throws {@link NetworkError} `BAD_OPTION` where `METERPKI_USER` is no pair of numbers
 */
export function chooseUser(environment: NodeJS.ProcessEnv = process.env): string {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  if (uid !== 0) return `${uid}:${gid}`;
  const named = environment.METERPKI_USER ?? USER_FOR_ROOT;
  parseUser(named);
  return named;
}

/**
 * Reads `user:group`.
 * @throws {@link NetworkError} `BAD_OPTION`
 */
export function parseUser(text: string): ContainerUser {
  const [, uid, gid] = USER.exec(text) ?? [];
  if (uid !== undefined && gid !== undefined && Number(uid) > 0)
    return { uid: Number(uid), gid: Number(gid) };
  throw new NetworkError('BAD_OPTION', `METERPKI_USER is "${text}"`, {
    next: 'Give user and group as numbers, such as 1000:1000; services do not run as root.',
  });
}
