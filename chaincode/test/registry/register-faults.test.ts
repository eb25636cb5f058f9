// SPDX-License-Identifier: Apache-2.0
import { createECDH, generateKeyPairSync } from 'node:crypto';
import { toBase64 } from '@meterpki/protocol';
import { registration, type Registration } from '../support/meters';
import { challengeBy, opened, register } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const REGISTER = ['registry', 'RegisterMeters'] as const;

async function refusedWith(change: Partial<Registration>): Promise<string[]> {
  const scene = await opened();
  const challenge = await challengeBy(scene, scene.who.ptbAnna);
  const good = registration(new TestMeter('m'), scene.ledger, challenge, 'ptb:m');
  const { faults } = await scene.ledger.refuse(scene.who.ptbAnna, REGISTER, {
    challengeId: challenge.challengeId,
    meters: [{ ...good, ...change }],
  });
  return faults.map(({ path, code }) => `${path} ${code}`);
}

/** SPKIs that OpenSSL takes, some of them at its peril. */
function badKeys(): [string, Uint8Array][] {
  const { spki } = new TestMeter('m');
  const p256 = createECDH('prime256v1');
  p256.generateKeys();
  const compressed = Buffer.concat([
    Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex'),
    p256.getPublicKey(null, 'compressed'),
  ]);
  const exported = (type: 'ed25519' | 'x25519'): Uint8Array =>
    generateKeyPairSync(type as 'ed25519').publicKey.export({ format: 'der', type: 'spki' });
  const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).publicKey;
  return [
    ['point at infinity', Buffer.from('3019301306072a8648ce3d020106082a8648ce3d03010703020000', 'hex')],
    ['off the curve', spki.map((byte, at) => (at === spki.length - 1 ? byte ^ 1 : byte))],
    ['trailing byte', Buffer.concat([spki, Buffer.of(0)])],
    ['cut off', spki.subarray(0, -1)],
    ['compressed', compressed],
    ['bare point', spki.subarray(26)],
    ['another curve', p384.export({ format: 'der', type: 'spki' })],
    ['Ed25519', exported('ed25519')],
    ['X25519', exported('x25519')],
    ['zero coordinates', Buffer.concat([spki.subarray(0, 27), Buffer.alloc(64)])],
  ];
}

describe('RegisterMeters with a key that is none', () => {
  it.each(badKeys())('refuses: %s', async (_name, spki) => {
    expect(await refusedWith({ key: toBase64(spki) })).toEqual(['meters[0].key KEY_INVALID']);
  });

  it('refuses base64 that is not the canonical spelling', async () => {
    const key = toBase64(new TestMeter('m').spki);
    expect(await refusedWith({ key: key.replace(/=+$/, '') })).toEqual(['meters[0].key KEY_INVALID']);
    expect(await refusedWith({ key: `${key.slice(0, 4)}\n${key.slice(4)}` })).toEqual([
      'argument.meters[0].key INVALID_ARGUMENT',
    ]);
  });

  it('refuses an algorithm that is not allowed or not built in, and does not go on to the key', async () => {
    for (const algorithm of ['ECDSA-secp384r1-SHA384', 'RSA', '__proto__']) {
      expect(await refusedWith({ algorithm })).toEqual(['meters[0].algorithm ALGORITHM_NOT_ALLOWED']);
    }
  });
});

describe('RegisterMeters with several faults', () => {
  it('tells every fault of every item at once and writes nothing, though one item is good', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await register(scene, 'old');
    const challenge = await challengeBy(scene, who.ptbAnna);
    const item = (name: string, meterId = `ptb:${name}`): Registration =>
      registration(new TestMeter(name), ledger, challenge, meterId);
    const meters = [
      item('good'),
      { ...item('a', 'inmetro:a'), key: 'AAAA', proof: 'AAAA' },
      { ...item('old'), proof: item('a').proof },
      { ...item('b'), algorithm: 'none' },
      { ...item('c'), proof: 'AAAA' },
    ];
    const before = ledger.state.keys();
    const argument = { challengeId: challenge.challengeId, meters };
    const { code, faults } = await ledger.refuse(who.ptbAnna, REGISTER, argument);
    expect(code).toBe('FOREIGN_PREFIX');
    expect(faults.map((fault) => `${fault.path} ${fault.code}`)).toEqual([
      'meters[1].meterId FOREIGN_PREFIX',
      'meters[1].key KEY_INVALID',
      'meters[2].meterId METER_EXISTS',
      'meters[2].key KEY_EXISTS',
      'meters[2].proof POSSESSION_INVALID',
      'meters[3].algorithm ALGORITHM_NOT_ALLOWED',
      'meters[4].proof POSSESSION_INVALID',
    ]);
    expect(ledger.state.keys()).toEqual(before);
  });

  it('tells every fault of the shape at once', async () => {
    const { ledger, who } = await opened();
    const { code, faults } = await ledger.refuse(who.ptbAnna, REGISTER, {
      challengeId: 'ABC',
      meters: [{ meterId: 'ptb:', key: '', algorithm: 1, manufacturer: ' x', proof: '!', extra: {} }],
    });
    expect(code).toBe('INVALID_ARGUMENT');
    expect(faults.map(({ path }) => path).sort()).toEqual([
      'argument.challengeId',
      'argument.meters[0].algorithm',
      'argument.meters[0].extra',
      'argument.meters[0].key',
      'argument.meters[0].key',
      'argument.meters[0].manufacturer',
      'argument.meters[0].meterId',
      'argument.meters[0].model',
      'argument.meters[0].proof',
    ]);
  });

  it('refuses a list that is empty or longer than 500, and an ID outside its alphabet', async () => {
    const { ledger, who } = await opened();
    const challengeId = 'a'.repeat(64);
    for (const meters of [[], Array.from({ length: 501 }, () => ({}))]) {
      expect((await ledger.refuse(who.ptbAnna, REGISTER, { challengeId, meters })).code).toBe(
        'INVALID_ARGUMENT',
      );
    }
    for (const meterId of [
      'ptb',
      'ptb:a/b',
      'ptb:a b',
      'PTB:a',
      'ptb:ä',
      `ptb:${'a'.repeat(65)}`,
      ':a',
      'ptb:a\n',
    ]) {
      expect(await refusedWith({ meterId })).toEqual(['argument.meters[0].meterId INVALID_ARGUMENT']);
    }
  });
});
