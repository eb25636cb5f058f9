// SPDX-License-Identifier: Apache-2.0
import type { GroupRow } from '../rows';

/** `meterpki key`: keys of meters. */
export const keyCommands: GroupRow = {
  name: 'key',
  summary: 'revoke keys of meters, or put them on hold',
  description: 'Revokes keys of meters of the own institute, or puts them on hold.',
  commands: [
    {
      name: 'revoke',
      summary: 'revoke keys',
      description: 'Revokes keys of meters, as a permitted endorser or administrator of their institute.',
      load: async () => (await import('./revoke.js')).revokeCommand,
    },
    {
      name: 'hold',
      summary: 'put keys on hold',
      description: 'Puts keys on hold: a revocation that can be lifted (certificateHold of RFC 5280).',
      load: async () => (await import('./hold.js')).holdCommand,
    },
    {
      name: 'reinstate',
      summary: 'lift holds',
      description: 'Lifts holds on keys; any other revocation is for ever.',
      load: async () => (await import('./reinstate.js')).reinstateCommand,
    },
  ],
};
