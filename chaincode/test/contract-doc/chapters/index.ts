// SPDX-License-Identifier: Apache-2.0
import type { ContractName } from '@meterpki/protocol';
import type { Chapters } from '../chapter';
import { governanceChapters } from './governance';
import { importChapters } from './imports';
import { keyChapters } from './keys';
import { queryChapters } from './queries';
import { receiptsChapters } from './receipts';
import { registrationChapters } from './registration';

/** A chapter for every transaction. */
export const chapters: { readonly [C in ContractName]: Partial<Chapters<C>> } = {
  governance: governanceChapters,
  registry: { ...registrationChapters, ...importChapters, ...keyChapters, ...queryChapters },
  receipts: receiptsChapters,
};
