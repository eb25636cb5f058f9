// SPDX-License-Identifier: Apache-2.0
import type { GroupRow } from '../rows';

/** `meterpki challenge`: what meters sign to show that they hold their keys. */
export const challengeCommands: GroupRow = {
  name: 'challenge',
  summary: 'challenges that meters answer',
  description: 'Opens challenges, and writes what a meter must sign to show that it holds its key.',
  commands: [
    {
      name: 'open',
      summary: 'open a challenge',
      description: 'Opens a challenge for one sitting with many meters, as a permitted endorser.',
      load: async () => (await import('./open.js')).openCommand,
    },
    {
      name: 'statement',
      summary: 'what a meter must sign',
      description: 'Writes the bytes that a meter must sign to answer a challenge.',
      load: async () => (await import('./statement.js')).statementCommand,
    },
  ],
};
