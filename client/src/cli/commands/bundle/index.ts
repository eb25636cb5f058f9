// SPDX-License-Identifier: Apache-2.0
import type { GroupRow } from '../rows';

/** `meterpki bundle`: verdicts that can be carried away. */
export const bundleCommands: GroupRow = {
  name: 'bundle',
  summary: 'verdicts to carry away and check offline',
  description: 'Checks verdict bundles without a network, against the authorities of the institutes.',
  commands: [
    {
      name: 'check',
      summary: 'check bundles offline',
      description: 'Checks verdict bundles: who signed them, what they say, and for which receipt.',
      load: async () => (await import('./check.js')).checkCommand,
    },
    {
      name: 'show',
      summary: 'what a bundle says',
      description: 'Shows what bundles say. Nothing is verified.',
      load: async () => (await import('./show.js')).showCommand,
    },
    {
      name: 'trust',
      summary: 'make a trust file',
      description: 'Makes a trust file of the public MSP folders of the institutes.',
      load: async () => (await import('./trust.js')).trustCommand,
    },
  ],
};
