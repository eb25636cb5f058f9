// SPDX-License-Identifier: Apache-2.0
import type { CallControl } from '../calls/abort';
import { LedgerCalls } from '../calls/ledger-calls';
import type { Transport } from '../calls/transport';
import type { Auditor } from './auditor';
import { compareWithPeer } from './compare';
import { placeOf, type AuditNote } from './finding';

/** How an audit is carried out. */
export interface RunOptions extends CallControl {
  /** Peers whose answers are compared with the blocks, by address; none unless given. */
  readonly peers?: readonly { readonly address: string; readonly transport: Transport }[];
  /** Goes on with every block that comes, until the signal. */
  readonly follow?: boolean;
  /** Is told after each block how many were read, and how many there are. */
  readonly onProgress?: (blocks: number, height: number) => void;
}

/** Reads on until a height. */
async function* readTo(
  auditor: Auditor,
  transport: Transport,
  height: number,
  { signal, onProgress }: RunOptions,
): AsyncGenerator<AuditNote, void> {
  if (auditor.height >= height) return;
  const control = signal === undefined ? {} : { signal };
  for await (const bytes of transport.blocks(BigInt(auditor.height), control)) {
    yield* auditor.read(bytes);
    onProgress?.(auditor.height, height);
    if (auditor.height >= height) return;
  }
}

/**
 * Compares with one peer; where that finds anything, twice more after reading on, since the ledger may have gone on: what
 * is found again and again stands.
 */
async function* compared(
  auditor: Auditor,
  { address, transport }: { readonly address: string; readonly transport: Transport },
  source: Transport,
  options: RunOptions,
): AsyncGenerator<AuditNote, void> {
  const calls = new LedgerCalls(transport);
  let known = new Set<string>();
  for (const isLast of [false, false, true]) {
    const findings = await compareWithPeer(calls, auditor.state, address);
    const again = findings.filter((finding) => known.has(placeOf(finding)));
    if (findings.length === 0) return;
    if (isLast) {
      yield* again;
      return;
    }
    known = new Set(findings.map(placeOf));
    yield* readTo(auditor, source, Number(await source.height()), options);
  }
}

/**
 * Audits a ledger: reads every block that a peer has beyond those that the auditor knows, verifies and judges what stands
 * in them, then compares with the answers of peers.
 * @param auditor - keeps what the blocks left: figures, register and audit log
 * @param transport - the peer whose blocks are read
 * @returns what is found, as it is found
 * @throws {@link ClientError} as {@link Transport.blocks} and {@link Transport.evaluate}
 */
export async function* runAudit(
  auditor: Auditor,
  transport: Transport,
  options: RunOptions = {},
): AsyncGenerator<AuditNote, void> {
  yield* readTo(auditor, transport, Number(await transport.height(options)), options);
  for (const peer of options.peers ?? []) yield* compared(auditor, peer, transport, options);
  if (options.follow === true) yield* readTo(auditor, transport, Infinity, options);
}
