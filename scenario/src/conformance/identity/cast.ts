// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { LedgerUnderTest } from '../ledger/descriptor';
import { type Caller, callerFrom, callerOf } from './caller';
import { issue } from './issue';
import { REVOKED_SERIAL } from './revocation';

/** Callers of every kind; the good ones are of PTB unless they say otherwise. */
export interface Cast {
  readonly client: Caller;
  readonly admin: Caller;
  /** A client of the other institute. */
  readonly foreigner: Caller;
  readonly peer: Caller;
  /** The peer of the other institute. */
  readonly foreignPeer: Caller;
  readonly orderer: Caller;
  /** Callers that should get nowhere, by what is wrong with them. */
  readonly strange: Readonly<Record<string, Caller>>;
}

/** Makes all callers of a ledger. */
export async function castOf({ profile, material }: LedgerUnderTest): Promise<Cast> {
  const ptb = { mspId: 'PTBMSP', files: material.authority('ptb') };
  const otherAuthority = { mspId: 'PTBMSP', files: material.authority('inmetro') };
  const user = (name: string): Caller => callerFrom(profile(name).mspId, profile(name));
  const client = user('ptb-endorser1');
  const certificate = readFileSync(profile('ptb-endorser1').certificate);
  return {
    client,
    admin: user('ptb-admin'),
    foreigner: user('inmetro-endorser1'),
    peer: callerFrom('PTBMSP', material.peer('ptb')),
    foreignPeer: callerFrom('InmetroMSP', material.peer('inmetro')),
    orderer: callerFrom(material.orderer.mspId, material.orderer),
    strange: {
      'no role': await issue(ptb, { units: [] }),
      'two roles': await issue(ptb, { units: ['client', 'admin'] }),
      'role in upper case': await issue(ptb, { units: ['CLIENT'] }),
      'unknown unit besides the role': await issue(ptb, { units: ['client', 'laboratory'] }),
      expired: await issue(ptb, { units: ['client'], seconds: [-120, -60] }),
      revoked: await issue(ptb, { units: ['client'], serialNumber: REVOKED_SERIAL }),
      'not yet valid': await issue(ptb, { units: ['client'], seconds: [86_400, 172_800] }),
      'forged signature of the authority': await issue(ptb, { units: ['client'], isForged: true }),
      "other institute's authority": await issue(otherAuthority, { units: ['client'] }),
      'authority as caller': callerFrom('PTBMSP', material.authority('ptb')),
      'intermediate authority': await issue(ptb, { units: ['client'], isAuthority: true }),
      'certificate under another MSP': callerOf('InmetroMSP', certificate, client.key),
      'unknown MSP': callerOf('NobodyMSP', certificate, client.key),
      'no MSP': callerOf('', certificate, client.key),
      'no certificate': callerOf('PTBMSP', Buffer.alloc(0), client.key),
      'text for a certificate': callerOf('PTBMSP', Buffer.from('no certificate'), client.key),
      'broken certificate': callerOf('PTBMSP', brokenPem(certificate), client.key),
      nobody: { ...client, serialized: new Uint8Array() },
      'text for an identity': { ...client, serialized: Buffer.from('no identity') },
    },
  };
}

/** The same text with a few characters in the middle of the encoding changed. */
function brokenPem(certificate: Uint8Array): Uint8Array {
  const lines = Buffer.from(certificate).toString().split('\n');
  return Buffer.from(lines.map((line, index) => (index === 2 ? line.replace(/./g, 'A') : line)).join('\n'));
}
