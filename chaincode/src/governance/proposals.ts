// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Rules } from '../transaction/answer';

/** ProposePolicy: to be written. */
export const proposePolicy: Rules<'governance', 'ProposePolicy'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));

/** ListProposals: to be written. */
export const listProposals: Rules<'governance', 'ListProposals'> = () =>
  Promise.reject(refusal('INTERNAL', 'contract', 'is to be written'));
