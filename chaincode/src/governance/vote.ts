// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** VoteOnPolicy: to be written. */
export const voteOnPolicy: Rules<'governance', 'VoteOnPolicy'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
