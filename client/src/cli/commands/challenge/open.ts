// SPDX-License-Identifier: Apache-2.0
import { MAX_CHALLENGE_SECONDS, type ChallengeFile } from '@meterpki/protocol';
import type { Command } from 'commander';
import { checkWritable, writeFileWhole } from '../../../files/whole-file';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { ledgerCommand, parseCount, type LedgerOptions } from '../../options';
import { headline, labelled } from '../../output/style';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface OpenOptions extends LedgerOptions {
  readonly out?: string;
  readonly lifetime?: number;
}

const HELP = `
Every meter of the sitting signs the challenge together with its own ID and key, so that the answer serves nothing else;
only the endorser who opened a challenge may hand in answers to it. docs/possession.md says what exactly is signed.

Exit code: 0 open, 3 no ledger, 4 refused by the ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki challenge open --out challenge.json --profile endorser1.json
  meterpki challenge open --lifetime 28800 --json > challenge.json`;

const lines = (challenge: ChallengeFile): string[] => [
  headline(`challenge ${challenge.challengeId}`),
  labelled('nonce', challenge.nonce),
  labelled('expires', challenge.expires),
  labelled('for', `${challenge.mspId}, channel ${challenge.channel}, chaincode ${challenge.chaincode}`),
];

async function open({ out, lifetime, profile, json }: OpenOptions, streams: Streams): Promise<ExitCode> {
  if (out !== undefined) checkWritable(out);
  const challenge = await withSession(
    profile,
    streams,
    async ({ permittedEndorser }, { channel, chaincode }): Promise<ChallengeFile> => {
      const { result } = await permittedEndorser.issueChallenge(lifetime);
      const { challengeId, nonce, mspId, expires } = result;
      return { schema: 1, challengeId, nonce, mspId, expires, channel, chaincode };
    },
  );
  // First: the challenge is open, and would be lost if the file cannot be written after all.
  streams.result(...(json === true ? [JSON.stringify(challenge)] : lines(challenge)));
  if (out !== undefined) writeFileWhole(out, `${JSON.stringify(challenge, null, 2)}\n`);
  if (json === true) return exitCodes.allValid;
  streams.note(
    out === undefined
      ? 'Next: the same with --out FILE writes a file that meters can be told.'
      : `Next: each meter answers it, such as meterpki-sim prove KEYFILE --challenge ${out} --purpose register --meter ID`,
  );
  return exitCodes.allValid;
}

/** `meterpki challenge open`: fresh bytes for a sitting. */
export const openCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('open', 'challenge')
    .option('--out <FILE>', 'write the challenge to this file')
    .option(
      '--lifetime <SECONDS>',
      `how long it may be answered, at most ${MAX_CHALLENGE_SECONDS}`,
      parseCount(MAX_CHALLENGE_SECONDS),
    )
    .addHelpText('after', HELP)
    .action(async (options: OpenOptions) => {
      finish(await open(options, streams));
    });
