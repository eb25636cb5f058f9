// SPDX-License-Identifier: Apache-2.0
import { ledgerForTests } from '../support/ledger.js';
import { commitSuite } from './suites/commit.js';
import { deliverySuite } from './suites/delivery.js';
import { eventSuite } from './suites/events.js';
import { querySuite } from './suites/queries.js';
import { proposalRefusalSuite } from './suites/proposal-refusals.js';
import { submitSuite } from './suites/submit.js';
import { transactionSuite } from './suites/transactions.js';

/* One ledger for all suites: starting one takes seconds. */
const ledger = ledgerForTests();

describe('transactions', () => {
  transactionSuite(ledger);
});

describe('proposal-refusals', () => {
  proposalRefusalSuite(ledger);
});

describe('commit', () => {
  commitSuite(ledger);
});

describe('submit', () => {
  submitSuite(ledger);
});

describe('events', () => {
  eventSuite(ledger);
});

describe('delivery', () => {
  deliverySuite(ledger);
});

describe('queries', () => {
  querySuite(ledger);
});
