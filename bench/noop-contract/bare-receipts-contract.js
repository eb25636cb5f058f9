// SPDX-License-Identifier: Apache-2.0
'use strict';

const { contracts } = require('./meterpki');

const ReceiptsContract = contracts.find((Contract) => new Contract().getName() === 'receipts');

const without = (text) => {
  const { leaves, ...rest } = JSON.parse(text);
  return JSON.stringify({ ...rest, left: leaves === undefined ? 0 : leaves.length });
};

/** Records lists as the product does, but answer and event leave out the compact list of verdicts: what does it cost? */
class BareReceiptsContract extends ReceiptsContract {
  getName() {
    return 'bare';
  }

  async RecordChecks(ctx, argument) {
    const { stub } = ctx;
    const setEvent = stub.setEvent.bind(stub);
    stub.setEvent = (name, payload) => setEvent(name, Buffer.from(without(payload.toString())));
    return without(await super.RecordChecks(ctx, argument));
  }
}

module.exports = { BareReceiptsContract };
