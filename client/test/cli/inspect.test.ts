// SPDX-License-Identifier: Apache-2.0
import { Meter } from '@meterpki/simulator';
import { run } from '../support/program';
import { temporaryFile } from '../support/temporary';

const meter = Meter.fromSeed('inspect', { serial: '4711' });
const receipt = meter.signOcmf({
  begin: { time: '2026-03-01T10:00:00.000Z', value: '1.230' },
  end: { time: '2026-03-01T11:00:00.000Z', value: '13.570' },
  userId: '1F2D3A4F',
  tariff: 'night',
  clock: 'U',
  chargePoint: { type: 'EVSEID', id: 'DE*ABC*E1' },
});

describe('meterpki inspect', () => {
  it('tells in words what a receipt claims, and that nothing was verified', async () => {
    const file = temporaryFile(receipt);
    const { code, stdout, stderr } = await run(['inspect', file]);
    expect(code).toBe(0);
    for (const text of [
      `${file}:1`,
      'MS 4711',
      'CT+CI EVSEID|DE*ABC*E1',
      '1.230 to 13.570 kWh (1-b:1.8.0)',
      '1-b:1.8.0: active energy, import',
      '2026-03-01T11:00:00.000Z; the clock was not synchronised',
      'night',
      'ECDSA-secp256r1-SHA256',
      'DER',
      'clock-not-synchronised',
    ]) {
      expect(stdout).toContain(text);
    }
    expect(stdout).not.toMatch(/VALID/i);
    expect(stderr).toContain('Nothing was verified');
    expect(stderr).toMatch(/^Next: meterpki verify/m);
  });

  it("keeps the user's ID to itself unless it is asked for it", async () => {
    const file = temporaryFile(receipt);
    for (const form of [[], ['--json']]) {
      const hidden = await run(['inspect', file, ...form]);
      expect(hidden.stdout + hidden.stderr).not.toContain('1F2D3A4F');
      expect((await run(['inspect', file, '--show-user', ...form])).stdout).toContain('1F2D3A4F');
    }
  });

  it('prints one object per receipt and line as JSON, unreadable ones with what is wrong, and ends with 2', async () => {
    const { code, stdout, stderr } = await run([
      'inspect',
      temporaryFile(`${receipt}\nno receipt at all\n`),
      '--json',
    ]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      {
        format: 'ocmf',
        pagination: 'T1',
        user: { kind: 'ISO14443', given: true },
        tariff: 'night',
        signature: { algorithm: 'ECDSA-secp256r1-SHA256', named: true, encoding: 'der' },
        findings: ['clock-not-synchronised'],
      },
      { problem: 'no known receipt format' },
    ]);
  });

  it('shows a key in the receipt as one that is never trusted', async () => {
    const stranger = Meter.fromSeed('stranger', { serial: '1' });
    const spki = Buffer.from(stranger.spki).toString('hex');
    const { stdout } = await run(['inspect', temporaryFile(`${receipt}|${spki}`)]);
    expect(stdout).toContain(`${stranger.fingerprint} (shown, never trusted)`);
  });

  it('refuses a format that it does not know, naming those that it does', async () => {
    const { code, stderr } = await run(['inspect', temporaryFile(receipt), '--format', 'pdf']);
    expect(code).toBe(64);
    for (const name of ['ocmf', 'jws', 'edl40-sig', 'raw', 'safe-xml', 'ocpp', 'ocpi'])
      expect(stderr).toContain(name);
  });
});
