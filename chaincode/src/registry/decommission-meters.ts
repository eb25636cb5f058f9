// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** DecommissionMeters: to be written. */
export const decommissionMeters: Rules<'registry', 'DecommissionMeters'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
