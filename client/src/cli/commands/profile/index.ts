// SPDX-License-Identifier: Apache-2.0
import type { GroupRow } from '../rows';

/** `meterpki profile`: whom this program speaks to, and as whom. */
export const profileCommands: GroupRow = {
  name: 'profile',
  summary: 'connection profile and settings',
  description: 'The connection profile and the settings of this program.',
  commands: [
    {
      name: 'show',
      summary: 'show the settings and where each comes from',
      description: 'Shows the settings in force and the connection profile, and where each value comes from.',
      load: async () => (await import('./show.js')).showCommand,
    },
    {
      name: 'check',
      summary: 'try the profile',
      description: 'Reads what the profile names, and asks each of its gateways.',
      load: async () => (await import('./check.js')).checkCommand,
    },
    {
      name: 'use',
      summary: 'make a profile the default',
      description: 'Names a profile in the settings file, for when neither option nor environment does.',
      load: async () => (await import('./use.js')).useCommand,
    },
  ],
};
