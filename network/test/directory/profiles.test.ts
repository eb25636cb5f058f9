// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { profileOf, readLedger, readProfile } from '@meterpki/client';
import { removeDescriptor, writeDescriptor } from '../../dist/directory/descriptor.js';
import { Layout } from '../../dist/directory/layout.js';
import { writeProfiles } from '../../dist/directory/profiles.js';
import { modelOf } from '../support/models.js';
import { temporaryFolder } from '../support/temporary.js';

describe('profiles and descriptor', () => {
  const layout = new Layout(temporaryFolder());
  const model = modelOf();
  writeDescriptor(layout, model, writeProfiles(layout, model));

  it('are read by the client', async () => {
    const ledger = await readLedger(layout.descriptor);
    expect(ledger).toMatchObject({ kind: 'fabric', name: 'meterpki', consensus: 'raft', demo: false });
    const profile = await readProfile(profileOf(ledger, 'inmetro-endorser1'));
    expect(profile).toMatchObject({ mspId: 'InmetroMSP', channel: 'nmichannel', chaincode: 'meterpki' });
    expect(profile.privateKey).toContain('/users/User1@inmetro.example/msp/keystore/priv_sk');
  });

  it('name the own gateways first, then the others', async () => {
    const { gateways } = await readProfile(layout.profile('inmetro-society'));
    expect(gateways.map(({ serverName }) => serverName)).toEqual([
      ...['peer0.inmetro.example', 'peer1.inmetro.example', 'peer0.ptb.example', 'peer1.ptb.example'],
    ]);
    expect(gateways[0]).toEqual({
      address: 'localhost:7070',
      serverName: 'peer0.inmetro.example',
      tlsRootCertificates: `${layout.cryptoConfig}/peerOrganizations/inmetro.example/peers/peer0.inmetro.example/tls/ca.crt`,
    });
  });

  it('are readable by their owner only', () => {
    expect(statSync(layout.profile('ptb-admin')).mode & 0o077).toBe(0);
    expect(statSync(layout.descriptor).mode & 0o077).toBe(0);
  });

  it('say nothing any more once the descriptor is taken away', async () => {
    removeDescriptor(layout);
    await expect(readLedger(layout.descriptor)).rejects.toMatchObject({ code: 'LEDGER_FILE_INVALID' });
  });
});
