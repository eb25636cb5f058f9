// SPDX-License-Identifier: Apache-2.0
import { possessionPurposes, type PossessionPurpose } from '@meterpki/protocol';
import { Command, Option } from 'commander';
import { Meter } from '../../meter/meter';
import { parseDigest, parseExpiry, parsePublicKey, parseWhole } from '../arguments';
import type { Streams } from '../streams';

interface Options {
  readonly purpose: PossessionPurpose;
  readonly channel: string;
  readonly chaincode: string;
  readonly msp: string;
  readonly meter: string;
  readonly nonce: string;
  readonly expires: number;
  readonly sequence: number;
  readonly previous?: string;
  readonly key?: Uint8Array;
  readonly json?: boolean;
}

function proofOf(file: string, { msp, meter, previous, key, ...options }: Options): string {
  return Meter.load(file).prove({
    purpose: options.purpose,
    channel: options.channel,
    chaincode: options.chaincode,
    mspId: msp,
    meterId: meter,
    sequence: options.sequence,
    nonce: options.nonce,
    expires: options.expires,
    ...(previous === undefined ? {} : { previous }),
    ...(key === undefined ? {} : { spki: key }),
  });
}

/** `prove`: answers a challenge with a possession proof. */
export const proveCommand = ({ out }: Streams): Command =>
  new Command('prove')
    .description("answer a permitted endorser's challenge: print the possession proof, base64")
    .argument('<file>', 'key file')
    .addOption(
      new Option('--purpose <purpose>', 'what the proof is for')
        .choices(Object.keys(possessionPurposes))
        .makeOptionMandatory(),
    )
    .requiredOption('--channel <name>', 'channel of the ledger')
    .requiredOption('--chaincode <name>', 'name of the chaincode')
    .requiredOption('--msp <id>', 'MSP ID of the permitted endorser who will submit the proof')
    .requiredOption('--meter <id>', 'meter ID, such as ptb:4711')
    .requiredOption('--nonce <hex>', "the challenge's nonce", parseDigest)
    .requiredOption(
      '--expires <time>',
      'when the challenge expires: UTC time, or seconds since 1970',
      parseExpiry,
    )
    .option('--sequence <number>', 'how many keys the meter had before this one', parseWhole, 0)
    .option('--previous <hex>', 'fingerprint of the key before this one', parseDigest)
    .option(
      '--key <text>',
      'public key that the proof is about, where an old key vouches for it',
      parsePublicKey,
    )
    .option('--json', 'print one JSON object')
    .action((file: string, options: Options) => {
      const proof = proofOf(file, options);
      out(options.json === true ? JSON.stringify({ proof }) : proof);
    });
