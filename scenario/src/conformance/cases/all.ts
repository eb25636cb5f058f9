// SPDX-License-Identifier: Apache-2.0
import { callerCases } from './callers';
import { chaincodeCases, crashCases } from './chaincode';
import type { ConformanceCase } from './conformance-case';
import { conflictCases } from './conflicts';
import { deliveryCases } from './delivery';
import { eventCases } from './events';
import { keyPolicyCases } from './key-policies';
import { proposalFaultCases } from './proposal-faults';
import { queryCases } from './queries';
import { stateCases } from './state';
import { statusCases } from './statuses';
import { submissionCases } from './submissions';
import { validationCases } from './validation';

/** The whole script, in the order in which it is run. */
export const allCases: readonly ConformanceCase[] = [
  ...proposalFaultCases,
  ...callerCases,
  ...chaincodeCases,
  ...stateCases,
  ...submissionCases,
  ...validationCases,
  ...conflictCases,
  ...keyPolicyCases,
  ...statusCases,
  ...eventCases,
  ...deliveryCases,
  ...queryCases,
  ...crashCases,
];
