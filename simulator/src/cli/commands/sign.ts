// SPDX-License-Identifier: Apache-2.0
import { Command, Option } from 'commander';
import type { SignatureEncoding } from '@meterpki/protocol';
import { Meter } from '../../meter/meter';
import type { OcmfOptions, OcmfReading } from '../../receipt/ocmf-options';
import { parseChargePoint, parseReading, parseWhole } from '../arguments';
import type { Streams } from '../streams';

interface Options {
  readonly raw?: string;
  readonly begin?: OcmfReading;
  readonly end?: OcmfReading;
  readonly user?: string;
  readonly tariff?: string;
  readonly clock?: 'U' | 'I' | 'S' | 'R';
  readonly offset?: number;
  readonly chargePoint?: { type: string; id: string };
  readonly pagination?: number;
  readonly encoding?: SignatureEncoding;
  readonly base64?: boolean;
  readonly algorithmName: boolean;
  readonly format: 'ocmf-1.0' | 'ocmf-1.3' | 'jws';
}

const given = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, V>);

const ocmfOptions = (begin: OcmfReading, options: Options): OcmfOptions => ({
  begin,
  version: options.format === 'ocmf-1.3' ? '1.3' : '1.0',
  ...given('end', options.end),
  ...given('userId', options.user),
  ...given('tariff', options.tariff),
  ...given('clock', options.clock),
  ...given('offsetMinutes', options.offset),
  ...given('chargePoint', options.chargePoint),
  ...given('pagination', options.pagination),
  ...given('signatureEncoding', options.encoding),
  ...(options.base64 === true ? { signatureText: 'base64' } : {}),
  algorithmNamed: options.algorithmName,
});

/** `sign`: prints a signed receipt. */
export const signCommand = ({ out }: Streams): Command =>
  new Command('sign')
    .description(
      'sign a receipt: an OCMF record or a JSON web signature with --begin and --end, or information of any kind with --raw',
    )
    .argument('<file>', 'key file')
    .option('--begin <time=kWh>', 'reading at the begin, such as 2026-01-31T12:00:00Z=12.340', parseReading)
    .option('--end <time=kWh>', 'reading at the end', parseReading)
    .addOption(new Option('--raw <text>', 'sign this text as a raw receipt').conflicts(['begin', 'end']))
    .addOption(
      new Option('--format <format>', 'format of the receipt')
        .choices(['ocmf-1.0', 'ocmf-1.3', 'jws'])
        .default('ocmf-1.0'),
    )
    .option('--user <id>', 'identification of the user')
    .option('--tariff <text>', 'tariff text')
    .addOption(new Option('--clock <status>', 'status of the clock').choices(['U', 'I', 'S', 'R']))
    .option('--offset <minutes>', 'offset of local time from UTC', parseWhole)
    .option('--charge-point <type=id>', 'charge point', parseChargePoint)
    .option('--pagination <number>', 'counter of the record (default: 1)', parseWhole)
    .addOption(
      new Option('--encoding <encoding>', 'how the signature is spelled').choices([
        'der',
        'p1363',
        'unpadded-der',
      ]),
    )
    .option('--base64', 'write the signature as base64 instead of hex')
    .option('--no-algorithm-name', 'leave out the name of the algorithm')
    .action((file: string, options: Options, command: Command) => {
      const meter = Meter.load(file);
      if (options.raw !== undefined) out(meter.signRaw(options.raw));
      else if (options.begin !== undefined) {
        const wish = ocmfOptions(options.begin, options);
        out(options.format === 'jws' ? meter.signJws(wish) : meter.signOcmf(wish));
      } else command.error('error: give --begin (and --end), or --raw', { code: 'commander.missingOption' });
    });
