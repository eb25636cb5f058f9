// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import type { Policy, ReceiptInput } from '@meterpki/protocol';
import { Auditor, type AuditFigures } from '../../../audit/auditor';
import type { AuditNote } from '../../../audit/finding';
import { runAudit, type RunOptions } from '../../../audit/run-audit';
import { readGenesis } from '../../../audit/read-genesis';
import { readTrust } from '../../../bundle/trust';
import { LedgerCalls } from '../../../calls/ledger-calls';
import type { Transport } from '../../../calls/transport';
import { clientError } from '../../../errors';
import { readProfile, type Profile } from '../../../profile/profile';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { readItems } from '../../input-options';
import { PROFILE_HELP } from '../../options';
import { AuditExport } from '../../output/audit-export';
import { noteLine } from '../../output/audit-text';
import { Progress } from '../../progress';
import { settingsOf } from '../../settings/settings';
import type { Streams } from '../../streams';
import { UsageError } from '../../usage-error';

interface RunCommandOptions {
  readonly profile?: string;
  readonly trust: string;
  readonly genesis?: string;
  readonly receipts?: readonly string[];
  readonly watch?: readonly string[];
  readonly follow?: true;
  readonly export?: string;
  readonly json?: true;
}

const HELP = `
Reads every block from the peer of the profile and believes nothing but the trust file: the chain of hashes, who signed and
who endorsed, what the peer counts, each registration proof, attestation, vote and grant, the root of each list. It rebuilds
register and audit log from that and compares them with the answers of each gateway in the profile. With --receipts, what
was recorded of these receipts is judged anew by the rules.

Findings and alerts come as they are found. An alert tells an owner that a watched meter, the policy, the chaincode or the
channel was changed: that is no fault by itself.

--follow ends with Ctrl-C alone. --export writes when the audit is complete, all files or none, so it does not go with
--follow.

Exit code: 0 nothing was found, 1 something was, 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki audit run --trust trust.json --profile ptb-admin.json
  meterpki audit run --trust trust.json --receipts receipts/ --export audit/
  meterpki audit run --trust trust.json --watch PTBMSP inmetro:0042 --follow --json`;

/** The first policy stands in no block: a file tells it, or else the peer while it is in force. */
async function firstPolicyFrom(
  transport: Transport,
  file: string | undefined,
): Promise<{ firstPolicy?: Policy }> {
  if (file !== undefined) return { firstPolicy: await readGenesis(file) };
  const { policy } = await new LedgerCalls(transport).evaluate('governance', 'GetPolicy', {});
  return policy.revision === 0 ? { firstPolicy: policy } : {};
}

async function receiptsIn(
  files: readonly string[] | undefined,
  streams: Streams,
): Promise<readonly ReceiptInput[]> {
  if (files === undefined) return [];
  const items = await readItems(files, {}, streams);
  return items.flatMap(({ content }) => (content.kind === 'receipt' ? [content.input] : []));
}

function summary(
  { blocks, transactions, meters, lists, checks, judged, head }: AuditFigures,
  findings: number,
): string[] {
  const again = judged === 0 ? '' : `; ${judged} verdicts judged anew`;
  const result = findings === 0 ? 'nothing was found' : `${findings} found`;
  return [
    `${blocks} blocks, ${transactions} transactions, ${meters} meters, ${checks} checks in ${lists} lists${again}: ${result}.`,
    `Head of the chain: ${head}`,
  ];
}

/** Runs the audit and tells of each note; gives how many findings there were. */
async function tell(notes: AsyncIterable<AuditNote>, say: (note: AuditNote) => void): Promise<number> {
  let findings = 0;
  for await (const note of notes) {
    if (note.kind === 'finding') findings += 1;
    say(note);
  }
  return findings;
}

async function withTransports<T>(
  profile: Profile,
  work: (source: Transport, peers: NonNullable<RunOptions['peers']>) => Promise<T>,
): Promise<T> {
  const { connectGateway } = await import('../../../gateway/connect.js');
  const open: Transport[] = [];
  const opened = async (one: Profile): Promise<Transport> => {
    const transport = await connectGateway(one);
    open.push(transport);
    return transport;
  };
  try {
    const source = await opened(profile);
    const peers: { address: string; transport: Transport }[] = [];
    for (const gateway of profile.gateways)
      peers.push({ address: gateway.address, transport: await opened({ ...profile, gateways: [gateway] }) });
    return await work(source, peers);
  } finally {
    for (const transport of open) transport.close();
  }
}

async function run(options: RunCommandOptions, streams: Streams): Promise<ExitCode> {
  if (options.follow === true && options.export !== undefined)
    throw new UsageError(
      '--export writes when the audit is complete, and with --follow it never is: leave out one of them',
    );
  const { profile: setting } = await settingsOf(
    options.profile === undefined ? {} : { profile: options.profile },
  );
  if (setting.value === undefined) throw clientError('NO_LEDGER');
  const profile = await readProfile(setting.value);
  const trust = await readTrust(options.trust);
  const receipts = await receiptsIn(options.receipts, streams);
  const exported = options.export === undefined ? undefined : new AuditExport(options.export);
  const progress = new Progress(streams, 'blocks');
  try {
    return await withTransports(profile, async (source, peers) => {
      const auditor = new Auditor({
        trust,
        receipts,
        ...(await firstPolicyFrom(source, options.genesis)),
        ...(options.watch === undefined ? {} : { watched: options.watch }),
        onLeaf: (leaf) => exported?.leaf(leaf),
      });
      const notes = runAudit(auditor, source, {
        peers,
        ...(options.follow === undefined ? {} : { follow: true }),
        onProgress: () => {
          progress.advance();
        },
      });
      const findings = await tell(notes, (note) => {
        streams.result(options.json === true ? JSON.stringify(note) : noteLine(note));
        exported?.note(note);
      });
      exported?.finish(auditor.meters());
      const { figures } = auditor;
      if (options.json === true) streams.result(JSON.stringify({ kind: 'summary', findings, ...figures }));
      else streams.result(...summary(figures, findings));
      return findings === 0 ? exitCodes.allValid : exitCodes.someInvalid;
    });
  } catch (error) {
    exported?.abandon();
    throw error;
  }
}

/** `meterpki audit run`: verifies the whole chain, and what the peers make of it. */
export const runCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  new Command('run')
    .requiredOption('--trust <FILE>', 'trust file of the institutes')
    .option('--profile <FILE>', PROFILE_HELP)
    .option(
      '--genesis <FILE>',
      'the first policy, as it was deployed; else the peer is asked while it is in force',
    )
    .option('--receipts <FILE...>', 'receipts at hand: what was recorded of them is judged anew')
    .option('--watch <ID...>', 'meters, or MSP IDs for all meters of an institute, whose changes are told')
    .option('--follow', 'go on with every block that comes, until Ctrl-C')
    .option('--export <FOLDER>', 'write register, checks and findings there: meters.jsonl, checks.csv, …')
    .option('--json', 'one JSON object per finding or alert and line, the summary last')
    .addHelpText('after', HELP)
    .action(async (options: RunCommandOptions) => {
      finish(await run(options, streams));
    });
