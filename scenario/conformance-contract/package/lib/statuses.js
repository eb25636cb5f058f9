// SPDX-License-Identifier: Apache-2.0
'use strict';

const { Shim } = require('fabric-shim');

const MARK = /^STATUS (\d+) (.*)$/;

/** The error that makes a transaction answer with a status of its choice. */
function statusError(status, message) {
  return new Error(`STATUS ${status} ${message}`);
}

/** Contracts of fabric-contract-api answer 200 or 500 only; marked errors get the status that they name. */
function answerWithStatuses() {
  const error = Shim.error.bind(Shim);
  Shim.error = (text) => {
    const [, status, message] = MARK.exec(text) ?? [];
    return status === undefined ? error(text) : { status: Number(status), message };
  };
}

module.exports = { answerWithStatuses, statusError };
