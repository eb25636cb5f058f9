// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { readProfile } from '@meterpki/client';
import { failureOf } from '../support/failures';
import { temporaryFile, temporaryPath } from '../support/temporary';

const good = {
  name: 'ptb-society',
  channel: 'nmichannel',
  chaincode: 'meterpki',
  mspId: 'PTBMSP',
  certificate: 'crypto/cert.pem',
  privateKey: '/keys/key.pem',
  gateways: [
    { address: 'localhost:7051', tlsRootCertificates: 'tls.pem', serverName: 'peer0.ptb.example' },
    { address: '10.0.0.7:7051', tlsRootCertificates: 'tls.pem' },
  ],
};

const write = (profile: unknown): string => temporaryFile(JSON.stringify(profile));

describe('readProfile', () => {
  it('makes paths absolute, relative to the folder of the profile, and reads nothing behind them', async () => {
    const file = write(good);
    const at = (name: string): string => path.join(path.dirname(file), name);
    expect(await readProfile(file)).toEqual({
      ...good,
      file,
      certificate: at('crypto/cert.pem'),
      gateways: good.gateways.map((gateway) => ({ ...gateway, tlsRootCertificates: at('tls.pem') })),
    });
  });

  it('names every fault at once', async () => {
    const file = write({
      ...good,
      name: '',
      channel: 7,
      mspId: undefined,
      color: 'red',
      gateways: [{ address: 'localhost', tlsRootCertificates: 'tls.pem' }],
    });
    const { code, faults } = await failureOf(() => readProfile(file));
    expect(code).toBe('PROFILE_INVALID');
    expect(faults.map(({ path: place }) => place.replace(`${file}: `, '')).sort()).toEqual([
      'profile.channel',
      'profile.color',
      'profile.gateways[0].address',
      'profile.mspId',
      'profile.name',
    ]);
    expect(faults.find(({ path: place }) => place.endsWith('color'))?.text).toMatch(/leave it out/);
  });

  it.each(['localhost:0', 'localhost:65536', 'localhost:', 'https://localhost:7051', 'a b:7051'])(
    'refuses the address %j',
    async (address) => {
      const file = write({ ...good, gateways: [{ address, tlsRootCertificates: 'tls.pem' }] });
      expect((await failureOf(() => readProfile(file))).faults).toHaveLength(1);
    },
  );

  it('refuses a profile without gateways', async () => {
    expect((await failureOf(() => readProfile(write({ ...good, gateways: [] })))).code).toBe(
      'PROFILE_INVALID',
    );
  });

  it.each([
    ['that does not exist', temporaryPath('absent.json'), /does not exist/],
    ['that is a folder', temporaryPath('.'), /is a folder/],
    ['that is not UTF-8', temporaryFile(Uint8Array.of(0x7b, 0xff, 0x7d)), /is not UTF-8/],
    ['that is not JSON', temporaryFile('name: ptb'), /must be one JSON object/],
    ['with a member twice', temporaryFile('{"name":"a","name":"b"}'), /no member twice/],
  ])('refuses a file %s', async (_what, file, text) => {
    const { code, message } = await failureOf(() => readProfile(file));
    expect(code).toBe('PROFILE_INVALID');
    expect(message).toMatch(text);
  });
});
