// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** GetHistory: to be written. */
export const getHistory: Rules<'registry', 'GetHistory'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
