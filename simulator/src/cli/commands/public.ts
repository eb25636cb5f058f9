// SPDX-License-Identifier: Apache-2.0
import { Command, Option } from 'commander';
import { publicForms, type PublicForm } from '../../key/public-forms';
import { Meter } from '../../meter/meter';
import type { Streams } from '../streams';

interface Options {
  readonly form: PublicForm;
  readonly json?: boolean;
}

/** `public`: prints the public key of a key file. */
export const publicCommand = ({ out }: Streams): Command =>
  new Command('public')
    .description('print the public key of a meter')
    .argument('<file>', 'key file')
    .addOption(
      new Option('--form <form>', 'form of the key').choices(Object.keys(publicForms)).default('spki-base64'),
    )
    .option('--json', 'print one JSON object')
    .action((file: string, { form, json }: Options) => {
      const { spki, fingerprint, algorithm, nameplate } = Meter.load(file);
      const key = publicForms[form](spki);
      out(json === true ? JSON.stringify({ ...nameplate, fingerprint, algorithm: algorithm.id, key }) : key);
    });
