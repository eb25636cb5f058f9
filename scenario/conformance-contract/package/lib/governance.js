// SPDX-License-Identifier: Apache-2.0
'use strict';

const { Contract } = require('fabric-contract-api');

/** Answers what the network tool asks to see whether a network endorses. */
class Governance extends Contract {
  constructor() {
    super('governance');
  }

  async GetPolicy(ctx, argument) {
    return argument;
  }
}

module.exports = { Governance };
