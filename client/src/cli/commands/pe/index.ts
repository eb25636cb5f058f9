// SPDX-License-Identifier: Apache-2.0
import type { GroupRow } from '../rows';

/** `meterpki pe`: permitted endorsers. */
export const peCommands: GroupRow = {
  name: 'pe',
  summary: 'permitted endorsers',
  description: 'Permitted endorsers: who may register and attest meters.',
  commands: [
    {
      name: 'list',
      summary: 'list permitted endorsers',
      description: 'Lists permitted endorsers, of one institute or of all.',
      load: async () => (await import('./list.js')).listCommand,
    },
    {
      name: 'grant',
      summary: 'permit an endorser',
      description: 'Permits holders of certificates of the own institute to register and attest meters.',
      load: async () => (await import('./grant.js')).grantCommand,
    },
    {
      name: 'revoke',
      summary: 'take grants back',
      description: 'Takes grants of the own institute back, and may put what was attested under review.',
      load: async () => (await import('./revoke.js')).revokeCommand,
    },
  ],
};
