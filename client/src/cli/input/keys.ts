// SPDX-License-Identifier: Apache-2.0
import { algorithmsOn, convertKey, toBase64, type PublicKey } from '@meterpki/protocol';

/** A key in the form that the ledger takes, or in words why there is none. */
export type EntryKey =
  { readonly kind: 'key'; readonly key: PublicKey } | { readonly kind: 'fault'; readonly text: string };

const fault = (text: string): EntryKey => ({ kind: 'fault', text });

/** Reads the key of an entry, in any form that meters, stations and documents use. A private key is not repeated. */
export function entryKey(value: unknown): EntryKey {
  if (typeof value !== 'string') return fault('is missing');
  const converted = convertKey(value);
  const texts = {
    ambiguous: 'lies on several curves: give it with its curve, such as a PEM or an SPKI',
    unsupported: 'is of an algorithm or a curve that is not built in',
    private: 'is a private key; it was not used. Treat it as disclosed',
    unreadable: 'is no public key',
  } as const;
  return converted.kind === 'key' ? { kind: 'key', key: converted.key } : fault(texts[converted.kind]);
}

/** The key as the ledger takes it: base64 of the DER of its SubjectPublicKeyInfo. */
export const ledgerKey = ({ spki }: PublicKey): string => toBase64(spki);

/** The one algorithm of a key's curve; undefined where the curve has two, and the entry must say which. */
export function onlyAlgorithm({ curve }: PublicKey): string | undefined {
  const rows = algorithmsOn(curve);
  return rows.length === 1 ? rows[0]?.id : undefined;
}
