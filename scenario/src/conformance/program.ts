// SPDX-License-Identifier: Apache-2.0
import { inRepository } from '../repository';

/** The program that runs the conformance script; `--help` tells its options. */
export const conformanceProgram = inRepository('scenario', 'dist', 'conformance', 'main.js');
