// SPDX-License-Identifier: Apache-2.0
'use strict';

const { BareReceiptsContract } = require('./bare-receipts-contract');
const { contracts } = require('./meterpki');
const { NoopContract } = require('./noop-contract');

// The product's contracts unchanged, and beside them what they are measured against.
module.exports = { contracts: [...contracts, NoopContract, BareReceiptsContract] };
