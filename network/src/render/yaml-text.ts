// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'yaml';

const HEADER = `# SPDX-License-Identifier: Apache-2.0
# Rendered from the topology by "npm run network": change the topology, not this file.
`;

/** YAML text of plain data, the same bytes for the same data; repeated parts are written out. */
export const yamlText = (data: unknown): string =>
  HEADER + stringify(data, { aliasDuplicateObjects: false, lineWidth: 0, singleQuote: true });
