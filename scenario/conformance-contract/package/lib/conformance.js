// SPDX-License-Identifier: Apache-2.0
'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { Contract } = require('fabric-contract-api');
const { KeyEndorsementPolicy } = require('fabric-shim');
const { statusError } = require('./statuses');

const text = (bytes) => Buffer.from(bytes ?? []).toString();

async function keysOf(iterator) {
  const keys = [];
  for await (const { key } of iterator) keys.push(key);
  return keys;
}

/** Something of everything that a peer and a chaincode can do to each other. */
class Conformance extends Contract {
  constructor() {
    super('conformance');
  }

  async put(ctx, key, value) {
    await ctx.stub.putState(key, Buffer.from(value));
    return key;
  }

  async get(ctx, key) {
    return text(await ctx.stub.getState(key));
  }

  async remove(ctx, key) {
    await ctx.stub.deleteState(key);
  }

  /** Reads a key and writes it: two of these at once conflict. */
  async increment(ctx, key) {
    const value = Number(text(await ctx.stub.getState(key))) + 1;
    await ctx.stub.putState(key, Buffer.from(String(value)));
    return value;
  }

  async range(ctx, start, end) {
    return JSON.stringify(await keysOf(ctx.stub.getStateByRange(start, end)));
  }

  /** Reads a range and writes elsewhere: a new key in the range is a phantom. */
  async countRange(ctx, start, end, target) {
    const count = (await keysOf(ctx.stub.getStateByRange(start, end))).length;
    await ctx.stub.putState(target, Buffer.from(String(count)));
    return count;
  }

  async page(ctx, start, end, size, bookmark) {
    const { iterator, metadata } = await ctx.stub.getStateByRangeWithPagination(
      start,
      end,
      Number(size),
      bookmark,
    );
    const keys = [];
    for (let result = await iterator.next(); !result.done; result = await iterator.next())
      keys.push(result.value.key);
    return JSON.stringify({ keys, bookmark: metadata.bookmark, count: metadata.fetchedRecordsCount });
  }

  async pageThenPut(ctx) {
    await ctx.stub.getStateByRangeWithPagination('', '', 1, '');
    await ctx.stub.putState('never', Buffer.from('written'));
  }

  async putThenPage(ctx) {
    await ctx.stub.putState('never', Buffer.from('written'));
    await ctx.stub.getStateByRangeWithPagination('', '', 1, '');
  }

  async history(ctx, key) {
    const changes = [];
    for await (const change of ctx.stub.getHistoryForKey(key)) {
      changes.push({ value: text(change.value), isDelete: change.isDelete, txId: change.txId });
    }
    return JSON.stringify(changes);
  }

  async event(ctx, name, payload) {
    ctx.stub.setEvent(name, Buffer.from(payload));
    await ctx.stub.putState(`event/${ctx.stub.getTxID()}`, Buffer.from(payload));
  }

  async transient(ctx, name) {
    return text(ctx.stub.getTransient().get(name));
  }

  /** Every peer's chaincode answers something else. */
  async differ(ctx) {
    return String(process.pid);
  }

  async fail(ctx, message) {
    throw new Error(message);
  }

  async status(ctx, status, message) {
    throw statusError(status, message);
  }

  async slow(ctx, milliseconds) {
    await delay(Number(milliseconds));
    return 'done';
  }

  /** Ends the process, as a fault in native code would. */
  async crash() {
    process.exit(7);
  }

  async query(ctx) {
    return JSON.stringify(await keysOf(ctx.stub.getQueryResult('{"selector":{}}')));
  }

  /** Sets who must endorse changes of a key: MSP IDs with commas between. */
  async setKeyPolicy(ctx, key, mspIds) {
    const policy = new KeyEndorsementPolicy();
    policy.addOrgs('PEER', ...mspIds.split(','));
    await ctx.stub.setStateValidationParameter(key, Buffer.from(policy.getPolicy()));
  }

  async setKeyPolicyBytes(ctx, key, hex) {
    await ctx.stub.setStateValidationParameter(key, Buffer.from(hex, 'hex'));
  }

  async putWithPolicy(ctx, key, value, mspIds) {
    await ctx.stub.putState(key, Buffer.from(value));
    await this.setKeyPolicy(ctx, key, mspIds);
  }

  async putTwo(ctx, first, second, value) {
    await ctx.stub.putState(first, Buffer.from(value));
    await ctx.stub.putState(second, Buffer.from(value));
  }

  async keyPolicy(ctx, key) {
    const bytes = await ctx.stub.getStateValidationParameter(key);
    if (bytes === undefined || bytes.length === 0) return 'none';
    return new KeyEndorsementPolicy(bytes).listOrgs().sort().join(',');
  }
}

module.exports = { Conformance };
