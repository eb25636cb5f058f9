// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** ReinstateKeys: to be written. */
export const reinstateKeys: Rules<'registry', 'ReinstateKeys'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
