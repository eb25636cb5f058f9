// SPDX-License-Identifier: Apache-2.0
import type { ContainerFormat } from '../container';
import { unwrap } from '../unwrap';
import { readXml } from '../xml/tree';
import { xmlItems } from './items';

/**
 * The XML of the S.A.F.E. transparency software: `values` with one `value` for each signed record, in any namespace or
 * none. `signedMeterValue` (EDL40) and lone `signedData` are read as well.
 */
export const safeXml: ContainerFormat = {
  name: 'safe-xml',
  // A tag, a declaration, a comment, or nothing: a bracket before other text may be anything.
  detect: (text) => /^\s*<(?:[?!:\w]|\s*$)/.test(text),
  read: (text) => {
    const elements = readXml(text);
    return elements === undefined ? undefined : xmlItems(elements, unwrap);
  },
};
