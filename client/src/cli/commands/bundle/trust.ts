// SPDX-License-Identifier: Apache-2.0
import { Command, InvalidArgumentError } from 'commander';
import { trustedFolder } from '../../../bundle/msp-folder';
import { trustOf, type TrustFile } from '../../../bundle/trust';
import { writeFileWhole } from '../../../files/whole-file';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { parseCount, parseMspId } from '../../options';
import type { Streams } from '../../streams';

interface TrustOptions {
  readonly msp: readonly (readonly [mspId: string, folder: string])[];
  readonly channel: string;
  readonly chaincode: string;
  readonly nmis?: number;
  readonly version?: readonly string[];
  readonly out: string;
}

/** Where nothing else is said; less where fewer institutes are named. */
const DEFAULT_NMIS = 2;

const HELP = `
An institute publishes its MSP folder: cacerts, intermediatecerts and crls, as Fabric lays them out. Get each from its
institute, not from whoever hands you bundles. Make the file anew when an institute publishes a revocation list.

Exit code: 0 written, 64 usage, or a folder that cannot be used.

Examples:
  meterpki bundle trust --msp PTBMSP=ptb/msp --msp InmetroMSP=inmetro/msp --out trust.json
  meterpki bundle trust --msp PTBMSP=ptb/msp --nmis 1 --channel nmichannel --out ptb-alone.json`;

/** MSP IDs and folders, one after the other. */
function parseMsp(text: string, before: TrustOptions['msp'] = []): [mspId: string, folder: string][] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new InvalidArgumentError('Give MSPID=FOLDER, such as PTBMSP=ptb/msp.');
  return [...(before as [string, string][]), [parseMspId(text.slice(0, at)), text.slice(at + 1)]];
}

async function make(options: TrustOptions, streams: Streams): Promise<ExitCode> {
  const { channel, chaincode, nmis, version: versions } = options;
  const msps: TrustFile['msps'] = [];
  for (const [mspId, folder] of options.msp) msps.push(await trustedFolder(mspId, folder));
  const file: TrustFile = {
    schema: 1,
    channel,
    chaincode,
    ...(versions === undefined ? {} : { versions: [...versions] }),
    nmis: nmis ?? Math.min(DEFAULT_NMIS, msps.length),
    msps,
  };
  trustOf(file);
  writeFileWhole(options.out, `${JSON.stringify(file, null, 2)}\n`);
  const revoked = msps.reduce((sum, { revoked: serials }) => sum + serials.length, 0);
  streams.result(
    `${options.out}: ${msps.map(({ mspId }) => mspId).join(', ')}; ${file.nmis} must sign; ${revoked} certificates revoked`,
  );
  return exitCodes.allValid;
}

const listed = (text: string, before: readonly string[] = []): string[] => [...before, text];

/** `meterpki bundle trust`: makes a trust file of public MSP folders. */
export const trustCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  new Command('trust')
    .requiredOption('--msp <MSPID=FOLDER>', 'public MSP folder of an institute; once for each', parseMsp)
    .option('--channel <NAME>', 'channel of the network', 'nmichannel')
    .option('--chaincode <NAME>', 'name of the chaincode', 'meterpki')
    .option(
      '--version <VERSION>',
      'version of the chaincode that is believed; once for each; default: any',
      listed,
    )
    .option(
      '--nmis <N>',
      'from how many institutes peers must sign; default: 2, or 1 where one is named',
      parseCount(200),
    )
    .requiredOption('--out <FILE>', 'where to write the trust file')
    .addHelpText('after', HELP)
    .action(async (options: TrustOptions) => {
      finish(await make(options, streams));
    });
