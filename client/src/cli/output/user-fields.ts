// SPDX-License-Identifier: Apache-2.0
import { fromUtf8, readPlainJson, type Receipt } from '@meterpki/protocol';

/** What a record says of user and tariff. */
export interface UserFields {
  /** OCMF `IT`: the kind of identification. */
  readonly kind?: string;
  /** OCMF `ID`: personal data. */
  readonly id?: string;
  /** OCMF `TT`. */
  readonly tariff?: string;
}

/** Reads the user's and the tariff's fields of an OCMF record; other formats have none. */
export function userFieldsOf({ format, signedBytes }: Receipt): UserFields {
  const text = format === 'ocmf' ? fromUtf8(signedBytes) : undefined;
  const payload = text === undefined ? undefined : readPlainJson(text);
  if (typeof payload !== 'object' || payload === null) return {};
  const { IT: kind, ID: id, TT: tariff } = payload as Readonly<Record<string, unknown>>;
  const filled = (name: keyof UserFields, value: unknown): UserFields =>
    typeof value === 'string' && value !== '' ? { [name]: value } : {};
  return { ...filled('kind', kind), ...filled('id', id), ...filled('tariff', tariff) };
}
