// SPDX-License-Identifier: Apache-2.0
'use strict';

const { Contract } = require('fabric-contract-api');

const VALUE = Buffer.alloc(100, 'x');

/** One write of 100 bytes under a key of its own: the least that a transaction can do. */
class NoopContract extends Contract {
  constructor() {
    super('noop');
  }

  async Put(ctx) {
    await ctx.stub.putState(`noop/${ctx.stub.getTxID()}`, VALUE);
    return '{}';
  }
}

module.exports = { NoopContract };
