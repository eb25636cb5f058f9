// SPDX-License-Identifier: Apache-2.0
import type { ContractName } from '@meterpki/protocol';
import type { Chapters } from '../chapter';
import { endorserChapters } from './endorsers';
import { importChapters } from './imports';
import { keyChapters } from './keys';
import { meterChapters } from './meters';
import { policyChapters } from './policy';
import { queryChapters } from './queries';
import { receiptsChapters } from './receipts';
import { registrationChapters } from './registration';
import { updateChapters } from './updates';

/** A chapter for every transaction: one that is left out does not compile. */
export const chapters: { readonly [C in ContractName]: Chapters<C> } = {
  governance: { ...policyChapters, ...endorserChapters },
  registry: {
    ...registrationChapters,
    ...importChapters,
    ...updateChapters,
    ...keyChapters,
    ...meterChapters,
    ...queryChapters,
  },
  receipts: receiptsChapters,
};
