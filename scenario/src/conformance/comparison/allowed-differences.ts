// SPDX-License-Identifier: Apache-2.0

const SPACE_AT_THE_END =
  'the text ends in a space: Fabric sends it as it is and the HTTP/2 of Node drops it, the embedded ledger encodes it';

/** Where the embedded ledger may answer otherwise than Fabric, by case, and why. `devledger/README.md` says the same. */
export const allowedDifferences: Readonly<Record<string, string>> = {
  'endorse: no channel': SPACE_AT_THE_END,
  'endorse: empty header': SPACE_AT_THE_END,
  'endorse: empty channel header': SPACE_AT_THE_END,
  'evaluate: an error without text': SPACE_AT_THE_END,
  'submit: no channel in the request': SPACE_AT_THE_END,
  'qscc: empty channel': SPACE_AT_THE_END,
  'submit: header type CONFIG_UPDATE': 'the embedded ledger takes no changes of the configuration',
};
