// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';

const isPlain = (text: string): boolean =>
  text.length > 0 && text.length <= 4096 && !/\p{Cc}/u.test(text) && text.trim() === text;

/** Text that may stand in a settings file: not empty, no control characters, no outer white space. */
export const plainText = v.pipe(
  v.string(),
  v.check(isPlain, 'must be text of 1 to 4096 characters without control characters or outer white space'),
);

const PORT = /^[^\s/:]+:(\d{1,5})$/;

function isAddress(text: string): boolean {
  const port = Number(PORT.exec(text)?.[1]);
  return port >= 1 && port <= 65_535;
}

/** `host:port`, the host as a DNS name or IPv4 address. */
export const address = v.pipe(v.string(), v.check(isAddress, 'must be host:port, such as localhost:7051'));
