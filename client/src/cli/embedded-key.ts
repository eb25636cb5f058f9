// SPDX-License-Identifier: Apache-2.0
import { convertKey, type Receipt } from '@meterpki/protocol';
import { keyBeside, type SourceItem } from '../receipts/source-item';

/** Fingerprint of the key inside a receipt or beside it: shown, never trusted. Undefined where none can be read. */
export function embeddedKeyOf(item: SourceItem, receipt: Receipt): string | undefined {
  const text = keyBeside(item);
  const converted = text === undefined ? undefined : convertKey(text);
  return converted?.kind === 'key' ? converted.key.fingerprint : receipt.embeddedKey;
}
