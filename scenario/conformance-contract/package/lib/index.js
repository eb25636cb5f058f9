// SPDX-License-Identifier: Apache-2.0
'use strict';

const { Conformance } = require('./conformance');
const { Governance } = require('./governance');
const { answerWithStatuses } = require('./statuses');

answerWithStatuses();

exports.contracts = [Conformance, Governance];
