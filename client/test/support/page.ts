// SPDX-License-Identifier: Apache-2.0
import type { Output } from '../../dist/cli/streams';

/** Keeps what is written to it. */
export class Page implements Output {
  text = '';
  readonly isTTY: boolean;

  constructor(isTTY = false) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.text += text;
  }

  on(): void {
    // It never fails.
  }
}
