// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** ListPermittedEndorsers: to be written. */
export const listPermittedEndorsers: Rules<'governance', 'ListPermittedEndorsers'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
