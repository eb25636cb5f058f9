// SPDX-License-Identifier: Apache-2.0
import pc from 'picocolors';

/** One step of the demo, as a line. */
export interface Step {
  readonly text: string;
  /** The transaction that did it; absent for a question, which writes nothing. */
  readonly tx?: string | undefined;
}

/** Writes what the demo does, line by line, and remembers whether anything was not as expected. */
export class Report {
  #unexpected = 0;
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void = (line) => process.stdout.write(`${line}\n`)) {
    this.#write = write;
  }

  /** How many outcomes were not the expected ones. */
  get unexpected(): number {
    return this.#unexpected;
  }

  line(text: string): void {
    this.#write(text);
  }

  phase(text: string): void {
    this.#write(`\n${pc.bold(text)}`);
  }

  step({ text, tx }: Step): void {
    this.#write(
      `  ${pc.green('✓')} ${text}  ${pc.dim(tx === undefined ? '(asked, nothing written)' : `tx ${tx}`)}`,
    );
  }

  /** A step whose outcome has an expected form. */
  outcome(step: Step, actual: string, expected: string): void {
    if (actual === expected) {
      this.step({ ...step, text: `${step.text}: ${pc.bold(actual)}` });
      return;
    }
    this.#unexpected += 1;
    this.#write(`  ${pc.red('✗')} ${step.text}: ${actual}, ${pc.red(`expected ${expected}`)}`);
  }

  /** Something that was left out, with the reason. */
  skipped(text: string): void {
    this.#write(`  ${pc.yellow('-')} ${text}`);
  }
}
