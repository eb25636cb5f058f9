// SPDX-License-Identifier: Apache-2.0

/** What a stage counted that did nothing: tests passed, failed, and the names of those skipped. */
export const nothing = { passed: 0, failed: 0, skipped: [] };

/** What two stages counted. */
export const sum = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: [...one.skipped, ...other.skipped],
});
