// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '../../json/read';
import { MAX_ALIAS_BYTES, type Alias, type AliasKind } from '../../records/alias';
import { toUtf8 } from '../../encoding/bytes';
import { filledField } from '../fields';

/** Joins what two fields say, with a bar between them as between the sections of a record. */
const joined = (first: string | undefined, second: string | undefined): string | undefined =>
  first === undefined || second === undefined ? undefined : `${first}|${second}`;

/**
 * The search terms under which a record's meter may be registered, the most telling first: gateway with
 * meter serial, meter serial, gateway serial, charge point. Texts count as written.
 */
export function ocmfAliases(payload: JsonObject): Alias[] {
  const [meter, gateway] = [filledField(payload, 'MS'), filledField(payload, 'GS')];
  const terms: [AliasKind, string | undefined][] = [
    ['GS+MS', joined(gateway, meter)],
    ['MS', meter],
    ['GS', gateway],
    ['CT+CI', joined(filledField(payload, 'CT'), filledField(payload, 'CI'))],
  ];
  return terms.flatMap(([kind, text]) =>
    text === undefined || toUtf8(text).length > MAX_ALIAS_BYTES ? [] : [{ kind, text }],
  );
}
