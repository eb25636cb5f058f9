// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  Auditor,
  connectGateway,
  readLedger,
  readProfile,
  readTrust,
  runAudit,
  type LedgerDescriptor,
} from '@meterpki/client';
import {
  Cast,
  grantEndorsers,
  NativeNodes,
  networkDescriptor,
  newInstrument,
  storyLedgerKind,
  verifyInitially,
} from '@meterpki/scenario';

// The embedded ledger is one process: its own tests end it.
const described = storyLedgerKind() === 'network' ? describe : describe.skip;

const PEER = 'ptb-peer0';

/** Codes of what an audit finds in the blocks of the first peer of the profile. */
async function codesOf(ledger: LedgerDescriptor): Promise<string[]> {
  const profile = await readProfile(ledger.profiles['ptb-society'] ?? '');
  const transport = await connectGateway({ ...profile, gateways: profile.gateways.slice(0, 1) });
  try {
    const trust = await readTrust(path.join(path.dirname(ledger.file), 'trust.json'));
    const codes: string[] = [];
    for await (const note of runAudit(new Auditor({ trust }), transport))
      if (note.kind === 'finding') codes.push(note.code);
    return codes;
  } finally {
    transport.close();
  }
}

described('a native network of which one peer holds another block file', () => {
  it('is found out by an audit, and is good again with the true one', async () => {
    const ledger = await readLedger(networkDescriptor());
    const nodes = new NativeNodes(ledger);
    const cast = new Cast(ledger);
    const chain = ['ledgersData', 'chains', 'chains', ledger.channel, 'blockfile_000000'];
    const file = path.join(path.dirname(ledger.file), 'nodes', PEER, 'data', ...chain);
    const replace = async (bytes: Uint8Array): Promise<void> => {
      await writeFile(file, bytes);
      await nodes.restart(await nodes.named(PEER));
    };
    try {
      await grantEndorsers(cast, 'ptb');
      const instrument = newInstrument('ptb');
      await verifyInitially(cast, 'ptb', instrument);
      expect(await codesOf(ledger)).toEqual([]);
      nodes.end(await nodes.named(PEER));
      const whole = await readFile(file);
      const tampered = Buffer.from(whole);
      const place = tampered.indexOf(instrument.meter.fingerprint);
      tampered.writeUInt8(tampered.readUInt8(place) === 0x30 ? 0x31 : 0x30, place);
      await replace(tampered);
      expect(await codesOf(ledger)).toContain('BLOCK_TAMPERED');
      nodes.end(await nodes.named(PEER));
      await replace(whole);
      expect(await codesOf(ledger)).toEqual([]);
    } finally {
      await cast.close();
      await nodes.network('start');
    }
  }, 180_000);
});
