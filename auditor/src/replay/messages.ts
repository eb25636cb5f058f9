// SPDX-License-Identifier: Apache-2.0

/** A transaction to be done again, with everything that its proposal said. */
export interface ReplayCall {
  readonly txId: string;
  readonly channel: string;
  /** `ChaincodeHeaderExtension` of the proposal's channel header, serialised. */
  readonly headerExtension: Uint8Array;
  readonly creator: { readonly mspid: string; readonly idBytes: Uint8Array };
  /** Timestamp of the proposal, milliseconds since 1970. */
  readonly milliseconds: number;
  /** `contract:Transaction`. */
  readonly name: string;
  readonly args: readonly string[];
  /** What the proposal carried besides; blocks do not hold it. */
  readonly transient: Readonly<Record<string, Uint8Array>>;
}

/** A key with the bytes that stand or are to stand under it. */
export type KeyedBytes = readonly [key: string, value: Uint8Array];

/** What a transaction did when it was done again. */
export interface ReplayOutcome {
  /** What the contract returned; absent where it refused. */
  readonly result?: string;
  /** The text of its refusal. */
  readonly refusal?: string;
  readonly writes: readonly KeyedBytes[];
  /** Key-level endorsement policies set. */
  readonly policies: readonly KeyedBytes[];
  readonly event?: { readonly name: string; readonly payload: Uint8Array };
}

/** What the process that replays is asked. */
export type ReplayRequest =
  | { readonly kind: 'replay'; readonly id: number; readonly call: ReplayCall }
  | { readonly kind: 'apply'; readonly writes: readonly KeyedBytes[] };

/** What it answers: that it is ready, why it cannot be, or an outcome. */
export type ReplayAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: ReplayOutcome };
