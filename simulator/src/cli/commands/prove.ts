// SPDX-License-Identifier: Apache-2.0
import { expirySeconds, possessionPurposes, type PossessionPurpose } from '@meterpki/protocol';
import { Command, Option } from 'commander';
import { Meter, type ChallengeFields } from '../../meter/meter';
import { answerTo } from '../answer';
import { parseDigest, parseExpiry, parsePublicKey, parseWhole } from '../arguments';
import { readChallenge } from '../challenge';
import type { Streams } from '../streams';

interface Options {
  readonly purpose: PossessionPurpose;
  readonly challenge?: string;
  readonly channel?: string;
  readonly chaincode?: string;
  readonly msp?: string;
  readonly meter: string;
  readonly nonce?: string;
  readonly expires?: number;
  readonly sequence: number;
  readonly previous?: string;
  readonly old?: string;
  readonly key?: Uint8Array;
  readonly json?: boolean;
}

type Ledger = Pick<ChallengeFields, 'channel' | 'chaincode' | 'mspId' | 'nonce' | 'expires'>;

type Given = { readonly [Name in keyof Ledger]: Ledger[Name] | undefined };

const isWhole = (ledger: Given): ledger is Ledger =>
  Object.values(ledger).every((value) => value !== undefined);

/** The ledger's part of the statement: from the challenge file, or from options that must all be there. */
function ledgerOf({ challenge, channel, chaincode, msp, nonce, expires }: Options, command: Command): Ledger {
  if (challenge !== undefined) {
    const file = readChallenge(challenge);
    return {
      channel: file.channel,
      chaincode: file.chaincode,
      mspId: file.mspId,
      nonce: file.nonce,
      expires: expirySeconds(file),
    };
  }
  const given = { channel, chaincode, mspId: msp, nonce, expires };
  if (isWhole(given)) return given;
  return command.error(
    'error: give --challenge, or all of --channel, --chaincode, --msp, --nonce and --expires',
    {
      code: 'commander.missingOption',
    },
  );
}

function fieldsOf(options: Options, command: Command): ChallengeFields {
  const { purpose, meter, sequence, key, old } = options;
  const previous = options.previous ?? (old === undefined ? undefined : Meter.load(old).fingerprint);
  return {
    ...ledgerOf(options, command),
    purpose,
    meterId: meter,
    sequence,
    ...(previous === undefined ? {} : { previous }),
    ...(key === undefined ? {} : { spki: key }),
  };
}

const HELP = `
With --challenge, the answer is printed as one JSON object: what "meterpki meter register", "attest" and "update-key" take.

Examples:
  meterpki-sim prove meter.json --challenge challenge.json --purpose register --meter ptb:4711 > answer.json
  meterpki-sim prove new.json --challenge challenge.json --purpose update --meter ptb:4711 --sequence 1 --old meter.json`;

/** `prove`: answers a challenge with a possession proof. */
export const proveCommand = ({ out }: Streams): Command =>
  new Command('prove')
    .description("answer a permitted endorser's challenge")
    .argument('<file>', 'key file')
    .addOption(
      new Option('--purpose <purpose>', 'what the proof is for')
        .choices(Object.keys(possessionPurposes))
        .makeOptionMandatory(),
    )
    .requiredOption('--meter <id>', 'meter ID, such as ptb:4711')
    .addOption(
      new Option('--challenge <file>', 'file that "meterpki challenge open" wrote').conflicts([
        'channel',
        'chaincode',
        'msp',
        'nonce',
        'expires',
      ]),
    )
    .option('--channel <name>', 'channel of the ledger')
    .option('--chaincode <name>', 'name of the chaincode')
    .option('--msp <id>', 'MSP ID of the permitted endorser who will submit the proof')
    .option('--nonce <hex>', "the challenge's nonce", parseDigest)
    .option('--expires <time>', 'when the challenge expires: UTC time, or seconds since 1970', parseExpiry)
    .option('--sequence <number>', 'how many keys the meter had before this one', parseWhole, 0)
    .option('--previous <hex>', 'fingerprint of the key before this one', parseDigest)
    .option('--old <file>', 'key file of the key before this one: it signs, too')
    .option(
      '--key <text>',
      'public key that the proof is about, where an old key vouches for it',
      parsePublicKey,
    )
    .option('--json', 'print one JSON object, also without --challenge')
    .addHelpText('after', HELP)
    .action((file: string, options: Options, command: Command) => {
      const meter = Meter.load(file);
      const fields = fieldsOf(options, command);
      const old = options.old === undefined ? undefined : Meter.load(options.old);
      const answer = answerTo(meter, fields, old);
      if (options.challenge === undefined && options.json !== true) out(answer.proof);
      else if (options.challenge === undefined) out(JSON.stringify({ proof: answer.proof }));
      else {
        const { challengeId } = readChallenge(options.challenge);
        out(JSON.stringify({ ...answer, challengeId }));
      }
    });
