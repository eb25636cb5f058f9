// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { tamperingModes } from '../../tampering/modes';
import type { Streams } from '../streams';

/** `modes`: lists the tampering modes with the judgement to expect. */
export const modesCommand = ({ out }: Streams): Command =>
  new Command('modes')
    .description('list the tampering modes and the judgement to expect of each')
    .option('--json', 'print one JSON list')
    .action(({ json }: { readonly json?: boolean }) => {
      const rows = tamperingModes.map(({ name, text, formats, expected, finding }) => ({
        name,
        text,
        formats,
        expected,
        ...(finding === undefined ? {} : { finding }),
      }));
      const line = ({ name, text, expected }: (typeof rows)[number]): string =>
        `${name.padEnd(20)}${('reason' in expected ? expected.reason : expected.verdict).padEnd(20)}${text}`;
      out(json === true ? JSON.stringify(rows) : rows.map(line).join('\n'));
    });
