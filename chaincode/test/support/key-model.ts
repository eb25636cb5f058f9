// SPDX-License-Identifier: Apache-2.0

/** One word for a key, as it was said. */
interface Word {
  readonly who: string;
  readonly at: number;
}

/** What is remembered of a key: what was said and done, not what the contract made of it. */
interface ModelKey {
  readonly words: Word[];
  readonly vouchedBy?: string;
  active: boolean;
  superseded: boolean;
  state: 'good' | 'hold' | 'revoked';
}

/** A period in which somebody's words do not count. */
interface Doubt {
  readonly who: string;
  readonly from: number;
  until: number;
}

const QUORUM = 2;

/** A second telling of what keys of one meter are worth, from the words, grants, reviews and revocations alone. */
export class KeyModel {
  readonly keys = new Map<string, ModelKey>();
  readonly #granted = new Map<string, number>();
  readonly #doubts: Doubt[] = [];
  retired = false;

  granted(who: string, at: number): void {
    this.#granted.set(who, at);
    for (const doubt of this.#doubts) if (doubt.who === who) doubt.until = Math.min(doubt.until, at);
  }

  revoked(who: string, doubtedFrom?: number): void {
    this.#granted.delete(who);
    if (doubtedFrom !== undefined) this.#doubts.push({ who, from: doubtedFrom, until: Infinity });
  }

  /** A key that came with its first word; `vouchedBy` names the one that vouched for it. */
  added(name: string, word: Word, vouchedBy?: string): void {
    const state = 'good' as const;
    const common = { words: [], active: false, superseded: false, state };
    this.keys.set(name, vouchedBy === undefined ? common : { ...common, vouchedBy });
    this.said(name, word);
    if (vouchedBy !== undefined) this.#activate(name);
  }

  /** Another word for a key; enough of them make it count. */
  said(name: string, word: Word): void {
    const key = this.#key(name);
    key.words.push(word);
    const counting = key.words.filter(({ who, at }) => at >= (this.#granted.get(who) ?? Infinity));
    if (!key.active && new Set(counting.map(({ who }) => who)).size >= QUORUM) this.#activate(name);
  }

  /** What a receipt is that a key signed and that claims no time. */
  verdict(name: string): string {
    const { state, superseded } = this.#key(name);
    if (!this.counts(name)) return 'indeterminate not-active';
    return state !== 'good' || superseded || this.retired ? 'indeterminate time-unknown' : 'valid';
  }

  /** Whether enough of the words for a key stand. */
  counts(name: string): boolean {
    const { active, words, vouchedBy } = this.#key(name);
    if (!active) return false;
    const standing = words.filter(
      ({ who, at }) =>
        !this.#doubts.some((doubt) => doubt.who === who && at >= doubt.from && at < doubt.until),
    );
    const enough = new Set(standing.map(({ who }) => who)).size >= QUORUM;
    return enough || (vouchedBy !== undefined && standing.length > 0 && this.counts(vouchedBy));
  }

  #activate(name: string): void {
    for (const [other, key] of this.keys) if (other !== name && key.active) key.superseded = true;
    this.#key(name).active = true;
  }

  #key(name: string): ModelKey {
    const key = this.keys.get(name);
    if (key === undefined) throw new Error(`the model knows no key ${name}`);
    return key;
  }
}
