// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { Algorithm } from '@meterpki/protocol';
import { Command, InvalidArgumentError } from 'commander';
import { tamper, tamperingModes } from '../../tampering/modes';
import { parseAlgorithm } from '../arguments';
import type { Streams } from '../streams';

interface Options {
  readonly second?: string;
  readonly algorithm?: Algorithm;
  readonly json?: boolean;
}

function readSecond(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new InvalidArgumentError(`The file ${path} cannot be read.`);
  }
}

/** `tamper`: changes a receipt in one of the known ways. */
export const tamperCommand = ({ out, input }: Streams): Command =>
  new Command('tamper')
    .description('read a receipt on standard input and print it tampered with')
    .argument('<mode>', 'see `meterpki-sim modes`')
    .option('--second <file>', 'another receipt, for the mode that takes its signature', readSecond)
    .option('--algorithm <id>', 'signature algorithm, where the receipt names none', parseAlgorithm)
    .option('--json', 'print one JSON object, with the judgement to expect')
    .action(async (name: string, options: Options) => {
      const receipt = tamper(name, await input(), options.second, options.algorithm);
      const expected = tamperingModes.find((mode) => mode.name === name)?.expected;
      out(options.json === true ? JSON.stringify({ mode: name, expected, receipt }) : receipt);
    });
