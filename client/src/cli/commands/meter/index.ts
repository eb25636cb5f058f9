// SPDX-License-Identifier: Apache-2.0
import type { GroupRow } from '../rows';

/** `meterpki meter`: meters on the register. */
export const meterCommands: GroupRow = {
  name: 'meter',
  summary: 'meters on the register',
  description: 'Looks up meters on the register, and puts them there.',
  commands: [
    {
      name: 'show',
      summary: 'show a meter and its keys',
      description:
        'Shows what the register knows of a meter: by ID, by key, or by what a receipt says of it.',
      load: async () => (await import('./show.js')).showCommand,
    },
    {
      name: 'find',
      summary: 'list meters of an institute',
      description: 'Lists meters of one institute, also by status and manufacturer.',
      load: async () => (await import('./find.js')).findCommand,
    },
    {
      name: 'history',
      summary: 'what became of a meter',
      description: 'Lists every state that the record of a meter had, with the transactions that wrote them.',
      load: async () => (await import('./history.js')).historyCommand,
    },
    {
      name: 'register',
      summary: 'register meters',
      description: 'Registers meters with their keys and possession proofs, as a permitted endorser.',
      load: async () => (await import('./register.js')).registerCommand,
    },
    {
      name: 'attest',
      summary: 'attest meters that another endorser registered',
      description: "Adds a permitted endorser's word to meters and keys that others registered.",
      load: async () => (await import('./attest.js')).attestCommand,
    },
    {
      name: 'import',
      summary: 'propose keys of an older register',
      description: 'Proposes meters and keys that an older register vouches for, as an administrator.',
      load: async () => (await import('./import.js')).importCommand,
    },
    {
      name: 'approve-import',
      summary: 'approve an import',
      description: 'Approves an import by its hash, as an administrator.',
      load: async () => (await import('./approve-import.js')).approveImportCommand,
    },
    {
      name: 'update-key',
      summary: 'give meters new keys',
      description:
        'Gives meters new keys, with proofs by the new and by the old key, as a permitted endorser.',
      load: async () => (await import('./update-key.js')).updateKeyCommand,
    },
    {
      name: 'aliases',
      summary: 'set what a meter is found by',
      description: 'Sets the aliases of a meter that count from now on; those that are left out end now.',
      load: async () => (await import('./aliases.js')).aliasesCommand,
    },
    {
      name: 'decommission',
      summary: 'retire meters for ever',
      description:
        'Retires meters for ever, as a permitted endorser. Earlier receipts stay as good as they were.',
      load: async () => (await import('./decommission.js')).decommissionCommand,
    },
  ],
};
