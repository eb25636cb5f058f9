// SPDX-License-Identifier: Apache-2.0

/**
 * Orders keys as Fabric's LevelDB does: by the bytes of their UTF-8 form. JavaScript compares UTF-16 units, which
 * puts the characters from U+10000 upwards (among them U+10FFFF, the end of every composite-key range) before
 * those from U+E000.
 *
 * @param left - a key
 * @param right - another key
 * @returns negative, zero or positive
 */
export function compareKeys(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** Moves the surrogates behind all other units, where their UTF-8 form stands. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
