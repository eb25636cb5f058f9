// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Algorithm } from '@meterpki/protocol';

/**
 * Digest of a message as a list of bytes: elliptic loses leading zeros of anything but bytes, and takes the
 * leftmost bits itself where the digest is longer than the order (FIPS 186-5 section 6.4).
 */
export const digestOf = ({ hash }: Algorithm, message: Uint8Array): number[] => [
  ...createHash(hash).update(message).digest(),
];
