// SPDX-License-Identifier: Apache-2.0
import { english } from './english';
import { german } from './german';
import type { Language } from './language';
import { portuguese } from './portuguese';
import type { Words } from './words';

/** The words of each language; a text that one of them lacks does not compile. */
export const catalogue: Readonly<Record<Language, Words>> = { en: english, de: german, pt: portuguese };
