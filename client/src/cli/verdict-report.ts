// SPDX-License-Identifier: Apache-2.0
import { verdictExits, worstExit, type ExitCode } from './exit-codes';
import type { JudgedItem } from './judged-item';
import type { Words } from './language/words';
import { receiptJson } from './output/receipt-json';
import { receiptLines } from './output/receipt-text';
import { Summary } from './output/summary';
import { Progress } from './progress';
import type { RegisterFacts } from './register-facts';
import type { Streams } from './streams';

/** How verdicts are told. */
export interface ReportOptions {
  readonly json?: true;
  readonly quiet?: true;
  /** Checks are recorded, now or in an earlier run. */
  readonly record?: true;
}

/** Tells verdicts one after the other, then what they come to: in words, as JSON, or by the exit code alone. */
export class VerdictReport {
  readonly #streams: Streams;
  readonly #options: ReportOptions;
  readonly #words: Words;
  readonly #summary = new Summary();

  constructor(streams: Streams, options: ReportOptions, words: Words) {
    this.#streams = streams;
    this.#options = options;
    this.#words = words;
  }

  /** True for words, which want to know more than the verdicts. */
  get tellsPeople(): boolean {
    return this.#options.quiet !== true && this.#options.json !== true;
  }

  /**
   * Tells each verdict as it comes.
   * @param total - how many there will be
   * @param facts - what the register says around them, where one was asked
   */
  async tell(judged: AsyncIterable<JudgedItem>, total: number, facts?: RegisterFacts): Promise<ExitCode> {
    const progress = new Progress(this.#streams, 'receipts', total);
    for await (const entry of judged) {
      this.#summary.add(entry.outcome);
      if (this.tellsPeople) await this.#inWords(entry, facts);
      else if (this.#options.quiet !== true) await this.#asJson(entry, facts);
      progress.advance();
    }
    if (this.tellsPeople) {
      this.#streams.result(this.#summary.line(this.#words));
      this.#streams.note(...this.#summary.hints(this.#words, this.#options.record === true));
    }
    return this.#exitCode();
  }

  async #inWords(entry: JudgedItem, facts: RegisterFacts | undefined): Promise<void> {
    const background = await facts?.background(entry);
    this.#streams.result(...receiptLines(entry, this.#words, background), '');
  }

  async #asJson(entry: JudgedItem, facts: RegisterFacts | undefined): Promise<void> {
    const candidates = (await facts?.candidates(entry)) ?? [];
    this.#streams.result(
      receiptJson(
        entry,
        candidates.map(({ meterId }) => meterId),
      ),
    );
  }

  #exitCode(): ExitCode {
    const { valid, invalid, indeterminate } = this.#summary.counts;
    const counts = { valid, invalid, indeterminate };
    return worstExit(
      (['valid', 'invalid', 'indeterminate'] as const).flatMap((verdict) =>
        counts[verdict] > 0 ? [verdictExits[verdict]] : [],
      ),
    );
  }
}
