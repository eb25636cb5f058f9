// SPDX-License-Identifier: Apache-2.0
import { placeText, type SourceItem } from '@meterpki/client';
import { convertKey, toBase64, type PublicKey } from '@meterpki/protocol';
import type { Cast } from '../story/cast';
import { namedAlgorithm, signingAlgorithm } from './outside-algorithms';
import type { Report } from './report';

const MAX_IMPORT = 500;

/** The meter that holds a key from outside. */
export const demoMeterId = ({ fingerprint }: PublicKey): string => `ptb:demo-${fingerprint.slice(0, 16)}`;

/**
 * The key of a line, `unsupported` for one of a curve that is not built in, undefined where it names none that
 * can be read. A point that fits several curves is of the one that the receipt names.
 */
export function keyOfLine(item: SourceItem): PublicKey | 'unsupported' | undefined {
  const { publicKey } = item.members;
  if (typeof publicKey !== 'string') return undefined;
  const converted = convertKey(publicKey);
  if (converted.kind === 'unsupported') return 'unsupported';
  if (converted.kind === 'ambiguous')
    return converted.keys.find(({ curve }) => curve === namedAlgorithm(item)?.curve);
  return converted.kind === 'key' ? converted.key : undefined;
}

/** The lines that hold this key. */
const linesOf = (items: readonly SourceItem[], { fingerprint }: PublicKey): SourceItem[] =>
  items.filter((item) => {
    const key = keyOfLine(item);
    return typeof key === 'object' && key.fingerprint === fingerprint;
  });

/** The distinct keys of the lines that can be imported. */
export function distinctKeys(items: readonly SourceItem[]): PublicKey[] {
  const keys = items.map(keyOfLine).filter((key) => typeof key === 'object');
  return [...new Map(keys.map((key) => [key.fingerprint, key])).values()];
}

function* pagesOf(keys: readonly PublicKey[]): Generator<readonly PublicKey[]> {
  for (let at = 0; at < keys.length; at += MAX_IMPORT) yield keys.slice(at, at + MAX_IMPORT);
}

/** IDs of the meters that hold these keys, by fingerprint; keys that the ledger does not know are left out. */
export async function holdersOf(cast: Cast, keys: readonly PublicKey[]): Promise<Map<string, string>> {
  const { society } = await cast.session('ptb', 'society');
  const holders = new Map<string, string>();
  for (const page of pagesOf(keys)) {
    const { meters } = await society.getMeters({ keys: page.map(({ fingerprint }) => fingerprint) });
    for (const { meterId, keys: held } of meters)
      for (const { fingerprint } of held) holders.set(fingerprint, meterId);
  }
  return holders;
}

async function importPage(
  cast: Cast,
  items: readonly SourceItem[],
  keys: readonly PublicKey[],
  report: Report,
): Promise<void> {
  const meters = keys.map((key) => ({
    meterId: demoMeterId(key),
    manufacturer: 'not known',
    model: 'not known',
    key: toBase64(key.spki),
    algorithm: signingAlgorithm(key, linesOf(items, key)),
  }));
  const ptb = await cast.session('ptb', 'admin');
  const imported = await ptb.administrator.importMeters({ source: 'receipts handed to the demo', meters });
  report.step({ text: `ptb imports ${meters.length} keys, no possession proof`, tx: imported.transactionId });
  const { importId, hash, state } = imported.result;
  if (state === 'APPROVED') return;
  const inmetro = await cast.session('inmetro', 'admin');
  const approved = await inmetro.administrator.approveImport({ importId, hash });
  report.outcome(
    { text: 'inmetro approves the import', tx: approved.transactionId },
    approved.result.state,
    'APPROVED',
  );
}

/** Brings the keys of the lines onto the ledger, approved by both institutes; those that it has are used as they are. */
export async function importKeys(cast: Cast, items: readonly SourceItem[], report: Report): Promise<void> {
  report.phase('Keys from outside enter by import: nobody here holds their private halves');
  const keys = distinctKeys(items);
  const known = await holdersOf(cast, keys);
  const unknown = keys.filter(({ fingerprint }) => !known.has(fingerprint));
  if (unknown.length < keys.length)
    report.skipped(`${keys.length - unknown.length} keys are on the ledger already`);
  for (const page of pagesOf(unknown)) await importPage(cast, items, page, report);
  for (const item of items) {
    if (keyOfLine(item) === undefined)
      report.skipped(`${placeText(item.source)}: names no public key that can be read`);
  }
}
