// SPDX-License-Identifier: Apache-2.0
import { ledgerForTests } from '../support/ledger.js';
import { keyPolicySuite } from './suites/key-policies.js';

keyPolicySuite(ledgerForTests());
