// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** RestampMeters: to be written. */
export const restampMeters: Rules<'registry', 'RestampMeters'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
