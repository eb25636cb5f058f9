// SPDX-License-Identifier: Apache-2.0
import { toBase64, type Algorithm } from '@meterpki/protocol';
import { Command } from 'commander';
import { Meter, type MeterOptions } from '../../meter/meter';
import { parseAlgorithm } from '../arguments';
import type { Streams } from '../streams';

interface Options {
  readonly serial: string;
  readonly out: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly gateway?: string;
  readonly algorithm?: Algorithm;
  readonly seed?: string;
  readonly json?: boolean;
}

const meterOptions = ({ gateway, ...options }: Options): MeterOptions => ({
  ...options,
  ...(gateway === undefined ? {} : { gatewaySerial: gateway }),
});

/** `new`: makes a meter and writes its key file. */
export const newCommand = ({ out }: Streams): Command =>
  new Command('new')
    .description('make a meter with a fresh key and write its key file (mode 0600)')
    .requiredOption('--serial <text>', 'serial number of the meter')
    .requiredOption('--out <file>', 'key file to write; never written over')
    .option('--manufacturer <text>', 'manufacturer')
    .option('--model <text>', 'model')
    .option('--gateway <text>', 'serial number of the gateway in front of it')
    .option('--algorithm <id>', 'signature algorithm', parseAlgorithm)
    .option('--seed <text>', 'derive the key from this text: for vectors only, anybody can repeat it')
    .option('--json', 'print one JSON object')
    .action((options: Options) => {
      const made = meterOptions(options);
      const meter = options.seed === undefined ? Meter.fresh(made) : Meter.fromSeed(options.seed, made);
      meter.writeKeyFile(options.out);
      const { fingerprint, spki, algorithm } = meter;
      const said = { file: options.out, fingerprint, algorithm: algorithm.id, key: toBase64(spki) };
      out(options.json === true ? JSON.stringify(said) : fingerprint);
    });
