// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import {
  Auditor,
  connectGateway,
  profileOf,
  readGenesis,
  readProfile,
  readTrust,
  runAudit,
  type AuditFinding,
  type LedgerDescriptor,
} from '@meterpki/client';
import { inRepository } from '../repository';

/** How many findings are named. */
const SHOWN = 20;

/** The policy that ledgers for stories begin with. */
export const firstPolicyFile = inRepository('scenario', 'genesis', 'demo.json');

/**
 * Ends a run of stories: an audit of all that they left on the ledger must find nothing, on the chain and at each peer.
 * @param firstPolicy - path of the genesis file
 * @returns what was looked through, in words
 * @throws Error that names what was found
 */
export async function auditLedger(ledger: LedgerDescriptor, firstPolicy = firstPolicyFile): Promise<string> {
  const profile = await readProfile(profileOf(ledger, 'ptb-society'));
  const transport = await connectGateway(profile);
  try {
    const auditor = new Auditor({
      trust: await readTrust(path.join(path.dirname(ledger.file), 'trust.json')),
      firstPolicy: await readGenesis(firstPolicy),
    });
    const peers = [{ address: profile.gateways[0]?.address ?? '', transport }];
    const findings: AuditFinding[] = [];
    for await (const note of runAudit(auditor, transport, { peers }))
      if (note.kind === 'finding') findings.push(note);
    if (findings.length > 0) {
      const shown = findings.slice(0, SHOWN).map((one) => `\n  ${JSON.stringify(one)}`);
      throw new Error(`an audit found ${findings.length} things:${shown.join('')}`);
    }
    const { blocks, transactions, meters, checks } = auditor.figures;
    return `audit of ledger "${ledger.name}": ${blocks} blocks, ${transactions} transactions, ${meters} meters, ${checks} checks; nothing was found`;
  } finally {
    transport.close();
  }
}
