// SPDX-License-Identifier: Apache-2.0
import type { PublicKey } from './spki';

/**
 * What a shape makes of bytes: a key (several where the bytes name no curve and fit more than one), `unsupported`
 * (a key, but of no curve that is built in), `private` (the half that nobody may see), or not this shape.
 */
export type ShapeResult = readonly [PublicKey, ...PublicKey[]] | 'unsupported' | 'private' | undefined;

/** One way in which the world writes the bytes of a public key. */
export interface KeyShape {
  /** In words, for the report of what was found. */
  readonly name: string;
  readonly read: (bytes: Uint8Array) => ShapeResult;
}
