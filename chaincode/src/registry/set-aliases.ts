// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** SetAliases: to be written. */
export const setAliases: Rules<'registry', 'SetAliases'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
