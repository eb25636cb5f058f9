// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { ClientError, clientError } from '../../../errors';
import { readIdentity } from '../../../identity/identity';
import { identityOf } from '../../../identity/certificate-identity';
import { readProfile, type GatewayAddress, type Profile } from '../../../profile/profile';
import { errorExits, exitCodes, type ExitCode } from '../../exit-codes';
import { ledgerCommand, type LedgerOptions } from '../../options';
import { printable } from '../../output/printable';
import { labelled } from '../../output/style';
import { settingsOf } from '../../settings/settings';
import type { Streams } from '../../streams';

/** What one gateway answered. */
interface GatewayAnswer {
  readonly address: string;
  readonly ok: boolean;
  readonly text: string;
  readonly code?: ClientError['code'];
}

const HELP = `
Certificate and private key are read and compared; each gateway is asked for the policy in force. Nothing is written.

Exit code: 0 all gateways answer, 3 one does not, or the profile cannot be used, 4 the identity is refused, 64 usage.

Examples:
  meterpki profile check --profile society.json
  meterpki profile check --json`;

async function ask(profile: Profile, gateway: GatewayAddress): Promise<GatewayAnswer> {
  const { address } = gateway;
  const { connect } = await import('../../../connect.js');
  try {
    const session = await connect({ ...profile, gateways: [gateway] });
    try {
      const { policy, hash } = await session.administrator.getPolicy();
      return { address, ok: true, text: `answers: policy ${policy.revision}, hash ${hash}` };
    } finally {
      session.close();
    }
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return { address, ok: false, text: `${error.code}: ${error.message}. ${error.next}`, code: error.code };
  }
}

const answerExit = ({ code }: GatewayAnswer): ExitCode =>
  code === undefined ? exitCodes.allValid : errorExits[code];

async function check({ profile: option, json }: LedgerOptions, streams: Streams): Promise<ExitCode> {
  const { profile: setting } = await settingsOf(option === undefined ? {} : { profile: option });
  if (setting.value === undefined) throw clientError('NO_LEDGER');
  const profile = await readProfile(setting.value);
  const { certificate, mspId, close } = await readIdentity(profile, {
    onWarning: ({ code, text }) => {
      streams.note(`meterpki: warning: ${code}: ${printable(text)}`);
    },
  });
  close();
  const identity = identityOf(Buffer.from(certificate).toString('utf8'));
  if (json !== true)
    streams.result(
      labelled('identity', printable(`${mspId}/${identity}`)),
      labelled('key', 'fits the certificate'),
    );
  let worst: ExitCode = exitCodes.allValid;
  for (const gateway of profile.gateways) {
    const answer = await ask(profile, gateway);
    worst = answerExit(answer) > worst ? answerExit(answer) : worst;
    if (json === true) streams.result(JSON.stringify({ mspId, identity, ...answer }));
    else
      streams.result(
        labelled(answer.ok ? 'gateway' : 'NO ANSWER', printable(`${answer.address} ${answer.text}`, 1000)),
      );
  }
  return worst;
}

/** `meterpki profile check`: does the profile work? */
export const checkCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('check', 'gateway')
    .addHelpText('after', HELP)
    .action(async (options: LedgerOptions) => {
      finish(await check(options, streams));
    });
