// SPDX-License-Identifier: Apache-2.0
import { toBase64, toHex } from '@meterpki/protocol';

/** The forms in which a public key is handed out, each from the DER of its SubjectPublicKeyInfo. */
export const publicForms = {
  'spki-hex': toHex,
  'spki-base64': toBase64,
  pem: (spki: Uint8Array): string => {
    const lines = toBase64(spki).match(/.{1,64}/g) ?? [];
    return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----'].join('\n');
  },
} as const satisfies Record<string, (spki: Uint8Array) => string>;

/** One of {@link publicForms}. */
export type PublicForm = keyof typeof publicForms;
