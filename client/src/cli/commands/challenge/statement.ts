// SPDX-License-Identifier: Apache-2.0
import {
  algorithmById,
  expirySeconds,
  possessionPurposes,
  possessionStatement,
  toBase64,
  toHex,
  type Algorithm,
  type PossessionPurpose,
  type PublicKey,
} from '@meterpki/protocol';
import { Command, InvalidArgumentError, Option } from 'commander';
import { givenKeyOrFile } from '../../../offline/public-key';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { readChallenge } from '../../input/challenges';
import { onlyAlgorithm } from '../../input/keys';
import { parseDigest, parseMeterId } from '../../options';
import type { Streams } from '../../streams';
import { UsageError } from '../../usage-error';

interface StatementOptions {
  readonly meter: string;
  readonly key: string;
  readonly purpose: PossessionPurpose;
  readonly algorithm?: Algorithm;
  readonly sequence: number;
  readonly previous?: string;
  readonly form: 'hex' | 'base64';
}

const HELP = `
The meter signs these bytes with the private key of --key and its own algorithm: ECDSA, as DER or as r and s side by
side. The signature, as base64, is the member "proof" of what meterpki meter register takes.

Exit code: 0, 64 usage.

Examples:
  meterpki challenge statement challenge.json --purpose register --meter ptb:4711 --key meter-key.pem
  meterpki challenge statement challenge.json --purpose update --meter ptb:4711 --key new.pem --sequence 1 --previous HEX`;

function parseAlgorithm(text: string): Algorithm {
  const row = algorithmById(text);
  if (row !== undefined) return row;
  throw new InvalidArgumentError('Give an algorithm such as ECDSA-secp256r1-SHA256.');
}

function parseSequence(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number.');
}

async function publicKey(textOrFile: string): Promise<PublicKey> {
  const given = await givenKeyOrFile(textOrFile);
  if (given.kind === 'key') return given.key;
  throw new UsageError('--key is of no curve that is built in, or of several: give its SPKI');
}

function algorithmOf(key: PublicKey, given: Algorithm | undefined): Algorithm {
  const row = given ?? algorithmById(onlyAlgorithm(key) ?? '');
  if (row === undefined) throw new UsageError('the curve of --key has two algorithms: give --algorithm');
  if (row.curve !== key.curve) throw new UsageError('--algorithm is not of the curve of --key');
  return row;
}

async function statement(file: string, options: StatementOptions, streams: Streams): Promise<ExitCode> {
  const { meter, purpose, sequence, previous, form } = options;
  if (sequence > 0 && previous === undefined)
    throw new UsageError('--sequence above 0 goes with --previous, the key before');
  const challenge = await readChallenge(file);
  const key = await publicKey(options.key);
  const { channel, chaincode, mspId, nonce } = challenge;
  const bytes = possessionStatement({
    purpose,
    algorithm: algorithmOf(key, options.algorithm),
    channel,
    chaincode,
    mspId,
    meterId: meter,
    sequence,
    spki: key.spki,
    ...(previous === undefined ? {} : { previous }),
    nonce,
    expires: expirySeconds(challenge),
  });
  streams.result(form === 'hex' ? toHex(bytes) : toBase64(bytes));
  return exitCodes.allValid;
}

/** `meterpki challenge statement`: the bytes that a meter must sign. */
export const statementCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  new Command('statement')
    .argument('<CHALLENGE>', 'file that "meterpki challenge open" wrote')
    .requiredOption('--meter <ID>', 'meter ID', parseMeterId)
    .requiredOption('--key <KEY>', 'public key of the meter, or a file that holds it')
    .addOption(
      new Option('--purpose <PURPOSE>', 'what the proof is for')
        .choices(Object.keys(possessionPurposes))
        .makeOptionMandatory(),
    )
    .option('--algorithm <ID>', 'where the curve of the key has two', parseAlgorithm)
    .option('--sequence <N>', 'how many keys the meter had before this one', parseSequence, 0)
    .option('--previous <HEX>', 'fingerprint of the key before this one', parseDigest)
    .addOption(
      new Option('--form <FORM>', 'how the bytes are written').choices(['hex', 'base64']).default('hex'),
    )
    .addHelpText('after', HELP)
    .action(async (file: string, options: StatementOptions) => {
      finish(await statement(file, options, streams));
    });
