// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** RevokePermittedEndorsers: to be written. */
export const revokePermittedEndorsers: Rules<'governance', 'RevokePermittedEndorsers'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
