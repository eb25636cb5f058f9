// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** FindMeters: to be written. */
export const findMeters: Rules<'registry', 'FindMeters'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
