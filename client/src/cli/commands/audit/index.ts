// SPDX-License-Identifier: Apache-2.0
import type { GroupRow } from '../rows';

/** `meterpki audit`: what the ledger kept. */
export const auditCommands: GroupRow = {
  name: 'audit',
  summary: 'what was recorded',
  description: 'Looks into what was recorded on the ledger.',
  commands: [
    {
      name: 'run',
      summary: 'verify the whole chain',
      description:
        'Verifies every block of the ledger, and compares what stands there with what peers answer.',
      load: async () => (await import('./run.js')).runCommand,
    },
    {
      name: 'checks',
      summary: 'list recorded checks',
      description: 'Lists checks that are recorded on the ledger: of a meter, of a receipt, or all.',
      load: async () => (await import('./checks.js')).checksCommand,
    },
    {
      name: 'tx',
      summary: 'what became of a transaction',
      description: 'Says whether a transaction was committed, and whether it counts.',
      load: async () => (await import('./tx.js')).txCommand,
    },
    {
      name: 'export',
      summary: 'write recorded checks as CSV or JSON lines',
      description: 'Writes recorded checks as CSV or JSON lines, for tables and other programs.',
      load: async () => (await import('./export.js')).exportCommand,
    },
  ],
};
