// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import type { RecordedChaincode } from '../directory/record.js';
import { readEnvironment, type ComposeSettings } from './compose/environment-file.js';
import { VARIABLES } from './compose/variables.js';
import { chooseUser } from './container-user.js';
import { environmentFile } from './files.js';
import { chooseImages } from './images/image-names.js';

/**
 * What the Compose file of a network leaves open. What its environment file says stays: the user owns the ledgers, and
 * a network goes on with the images it was made with until somebody edits that file.
 * @throws NetworkError `BAD_OPTION`
 */
export function settingsOf(
  layout: Layout,
  { version, packageIds }: Pick<RecordedChaincode, 'version' | 'packageIds'>,
): ComposeSettings {
  const written = readEnvironment(environmentFile(layout));
  const chosen = chooseImages(version);
  return {
    directory: layout.root,
    user: written.get(VARIABLES.user) ?? chooseUser(),
    fabricRegistry: written.get(VARIABLES.fabricRegistry) ?? chosen.fabricRegistry,
    fabricTag: written.get(VARIABLES.fabricTag) ?? chosen.fabricTag,
    chaincodeImage: written.get(VARIABLES.chaincodeImage) ?? chosen.chaincodeImage,
    packageIds,
  };
}
