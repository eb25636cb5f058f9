// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** UpdateKeys: to be written. */
export const updateKeys: Rules<'registry', 'UpdateKeys'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
