// SPDX-License-Identifier: Apache-2.0

/**
 * An object while its members are being set. What is made thousands of times in a list gets its optional members one by one:
 * several objects spread into one take some microseconds.
 */
export type Draft<T> = { -readonly [Member in keyof T]: T[Member] };
