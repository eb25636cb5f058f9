// SPDX-License-Identifier: Apache-2.0

/** The most bytes (UTF-8) of one container. */
export const MAX_CONTAINER_BYTES = 10 * 1024 * 1024;

/** The most receipts of one container. */
export const MAX_CONTAINED = 2_000;

/** Where in its transaction a receipt stands, as the container says. */
export type Moment = 'begin' | 'update' | 'end';

/** What a container says of a receipt besides the receipt itself; nothing of it is signed. */
export interface Surroundings {
  /** The transaction's name, as written. */
  readonly transaction?: string;
  readonly moment?: Moment;
  /** A public key, in whatever form it was written: shown, never trusted. */
  readonly key?: string;
}

/** A receipt as the ledger takes it, or in words why a place holds none. */
export type Content =
  | { readonly kind: 'receipt'; readonly text: string }
  | { readonly kind: 'malformed' | 'unsupported'; readonly text: string };

/** A receipt out of a container, or a place in it where there ought to be one. */
export interface Contained extends Surroundings {
  readonly content: Content;
}

/** Takes signed data apart, see `unwrap.ts`. */
export type Unwrap = (text: string, encoding?: string) => Contained[];

/** A place that holds no receipt; `text` says why, as the rest of a sentence. */
export const fault = (kind: 'malformed' | 'unsupported', text: string): Contained => ({
  content: { kind, text },
});

/** An item with what stands around it; what it says itself counts more. */
export const within = (item: Contained, outer: Surroundings): Contained => ({ ...outer, ...item });

/** What stands in a container, in order; `malformed`: it cannot be read, and `text` says why. */
export type ReadContainer =
  | { readonly kind: 'container'; readonly format: string; readonly items: readonly Contained[] }
  | { readonly kind: 'malformed'; readonly text: string };

/** A container format: one row of the table in `containers.ts`. */
export interface ContainerFormat {
  readonly name: string;
  /** A quick look: might this text be of the format? */
  readonly detect: (text: string) => boolean;
  /** Everything in it, undefined where the text is no such container. */
  readonly read: (text: string) => readonly Contained[] | undefined;
}
