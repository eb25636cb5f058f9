// SPDX-License-Identifier: Apache-2.0
import { fromBase64, fromHex } from '../encoding/bytes';

/** One way in which the world writes bytes as text. */
export interface KeyText {
  /** In words, for the report of what was found. */
  readonly name: string;
  readonly decode: (text: string) => Uint8Array | undefined;
}

const withoutGroups = (text: string): string => text.replace(/[\s:]+/g, '');

/** Base64 as people paste it: white space in it, the padding perhaps lost. */
function looseBase64(text: string): Uint8Array | undefined {
  const bare = text.replace(/\s+/g, '').replace(/={1,2}$/, '');
  return fromBase64(bare.padEnd(Math.ceil(bare.length / 4) * 4, '='));
}

const pem: KeyText = {
  name: 'PEM',
  decode(text) {
    const body = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----$/.exec(
      text.trim(),
    )?.[1];
    return body === undefined ? undefined : looseBase64(body);
  },
};

const hex: KeyText = {
  name: 'hex',
  decode: (text) => (/^[0-9a-f]+$/i.test(withoutGroups(text)) ? fromHex(withoutGroups(text)) : undefined),
};

const base64: KeyText = { name: 'base64', decode: looseBase64 };

/** Every spelling, the one that can be mistaken least first. */
export const keyTexts: readonly KeyText[] = [pem, hex, base64];
