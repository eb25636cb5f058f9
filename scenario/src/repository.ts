// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

/** The root of the checkout. */
export const repositoryRoot = path.resolve(__dirname, '..', '..');

/** A path inside the checkout. */
export const inRepository = (...parts: readonly string[]): string => path.join(repositoryRoot, ...parts);

/** A path as the caller meant it: npm runs scripts at the root, and says where the caller stands. */
export const fromCaller = (file: string): string => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
