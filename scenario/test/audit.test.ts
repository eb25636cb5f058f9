// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  Auditor,
  connectGateway,
  readGenesis,
  readProfile,
  readTrust,
  runAudit,
  type AuditNote,
  type AuditOptions,
  type Transport,
} from '@meterpki/client';
import {
  castOfTestRun,
  chargingReceipt,
  firstPolicyFile,
  inRepository,
  newInstrument,
  runScript,
  verifyInitially,
  type Cast,
  type Instrument,
} from '@meterpki/scenario';

/** A peer that changes what it hands over. */
interface Lies {
  readonly block?: (bytes: Uint8Array) => Uint8Array;
  readonly answer?: (text: string) => string;
}

/** The same way to the ledger, but for its lies. */
function lying(honest: Transport, { block, answer }: Lies): Transport {
  return {
    evaluate: async (call, control) => {
      const told = await honest.evaluate(call, control);
      return answer === undefined ? told : Buffer.from(answer(Buffer.from(told).toString('utf8')));
    },
    endorse: (...call) => honest.endorse(...call),
    submit: (...call) => honest.submit(...call),
    findTransaction: (...call) => honest.findTransaction(...call),
    events: (...call) => honest.events(...call),
    height: (...call) => honest.height(...call),
    async *blocks(...call) {
      for await (const bytes of honest.blocks(...call)) yield block === undefined ? bytes : block(bytes);
    },
    close: () => {
      honest.close();
    },
  };
}

describe('an audit of a ledger', () => {
  let cast: Cast;
  let honest: Transport;
  let options: AuditOptions;
  let instrument: Instrument;
  let receipt = { text: '', meterId: '' };
  let folder = '';
  let trustFile = '';

  beforeAll(async () => {
    cast = await castOfTestRun();
    honest = await connectGateway(await readProfile(cast.profile('ptb', 'society')));
    trustFile = path.join(path.dirname(cast.ledger.file), 'trust.json');
    options = { trust: await readTrust(trustFile), firstPolicy: await readGenesis(firstPolicyFile) };
    folder = await mkdtemp(path.join(tmpdir(), 'meterpki-audit-'));
    instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    receipt = { text: chargingReceipt(instrument, Date.now()), meterId: instrument.meterId };
    const { society } = await cast.session('ptb', 'society');
    await society.recordChecks([receipt]);
  }, 60_000);
  afterAll(async () => {
    honest.close();
    await cast.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Findings that name the place, since other stories write meanwhile. */
  async function findings(lies: Lies, more: Partial<AuditOptions> = {}): Promise<AuditNote[]> {
    const transport = lying(honest, lies);
    const notes: AuditNote[] = [];
    const peers = [{ address: 'liar:7051', transport }];
    for await (const note of runAudit(new Auditor({ ...options, ...more }), transport, { peers }))
      if (note.kind === 'finding') notes.push(note);
    return notes;
  }

  it('finds nothing on a ledger where nothing is wrong, and judges anew what it has receipts of', async () => {
    const auditor = new Auditor({ ...options, receipts: [receipt] });
    for await (const note of runAudit(auditor, honest)) expect(note.kind).not.toBe('finding');
    expect(auditor.figures.judged).toBeGreaterThanOrEqual(1);
    const [meter] = [...auditor.meters()].filter(({ meterId }) => meterId === instrument.meterId);
    const { society } = await cast.session('ptb', 'society');
    expect((await society.getMeters({ meterIds: [instrument.meterId] })).meters).toEqual([meter]);
  }, 60_000);

  it('finds a block whose bytes a peer changed', async () => {
    const fingerprint = Buffer.from(instrument.meter.fingerprint);
    const block = (bytes: Uint8Array): Uint8Array => {
      const changed = Buffer.from(bytes);
      const place = changed.indexOf(fingerprint);
      if (place >= 0) changed[place] = changed[place] === 0x30 ? 0x31 : 0x30;
      return changed;
    };
    const found = await findings({ block });
    expect(found.map((note) => (note.kind === 'finding' ? note.code : ''))).toEqual(
      expect.arrayContaining(['BLOCK_TAMPERED', 'CALLER_UNPROVEN', 'ENDORSEMENT_FORGED']),
    );
  }, 60_000);

  it('finds a record that a peer hides, and one that it tells otherwise', async () => {
    const hide = (text: string): string => {
      const told = JSON.parse(text) as { meters?: { meterId: string }[]; checks?: { key: string }[] };
      const meters = told.meters?.filter(({ meterId }) => meterId !== instrument.meterId);
      return JSON.stringify({ ...told, ...(meters === undefined ? {} : { meters }) });
    };
    const key = `meter/${instrument.meterId.replace(':', '/')}`;
    expect(await findings({ answer: hide })).toContainEqual(
      expect.objectContaining({ code: 'RECORD_HIDDEN', key, text: 'by liar:7051' }),
    );
    const other = (text: string): string => text.replace(`"verdict":"valid"`, `"verdict":"invalid"`);
    const found = await findings({ answer: other });
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((note) => (note.kind === 'finding' ? note.code : '')))).toEqual(
      new Set(['RECORD_DIFFERS']),
    );
    expect(found[0]?.key).toMatch(/^check\//);
  }, 60_000);

  it('finds a meter that a peer lists and no block holds', async () => {
    const invent = (text: string): string => {
      const told = JSON.parse(text) as { meters?: { meterId: string }[]; unknown?: unknown };
      // Asked for by ID, it does not give itself away.
      if (told.meters === undefined || told.unknown !== undefined) return text;
      const own = told.meters.filter(({ meterId }) => meterId === instrument.meterId);
      const meters = [...told.meters, ...own.map((meter) => ({ ...meter, meterId: 'ptb:invented' }))];
      return JSON.stringify({ ...told, meters });
    };
    expect(await findings({ answer: invent })).toEqual([
      expect.objectContaining({ code: 'RECORD_DIFFERS', key: 'meter/ptb/invented' }),
    ]);
  }, 60_000);

  it('runs as a command: exit code, export, alerts', async () => {
    const program = inRepository('client', 'bin', 'meterpki.js');
    const receipts = path.join(folder, 'receipt.ocmf');
    await writeFile(receipts, `${receipt.text}\n`);
    const out = path.join(folder, 'out');
    const args = ['audit', 'run', '--trust', trustFile, '--genesis', firstPolicyFile, '--receipts', receipts];
    const watching = ['--watch', instrument.meterId, '--export', out, '--json'];
    const profile = ['--profile', cast.profile('ptb', 'society')];
    const { status, stdout, stderr } = await runScript(program, [...args, ...watching, ...profile]);
    expect([status, stderr]).toEqual([0, '']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.at(-1)).toMatchObject({ kind: 'summary', findings: 0 });
    const alerts = lines.filter(({ about }) => about === 'meter').map(({ text }) => text);
    expect(alerts).toEqual([
      expect.stringContaining(`${instrument.meterId} was registered`),
      expect.stringContaining('from PENDING to ACTIVE'),
    ]);
    const meters = (await readFile(path.join(out, 'meters.csv'), 'utf8')).split('\n');
    expect(meters.some((line) => line.startsWith(`${instrument.meterId},PTBMSP,ACTIVE,`))).toBe(true);
    const checks = (await readFile(path.join(out, 'checks.jsonl'), 'utf8')).trim().split('\n');
    const own = checks.map((line) => JSON.parse(line) as { meterId?: string; verdict: string });
    expect(own.filter(({ meterId }) => meterId === instrument.meterId)).toMatchObject([{ verdict: 'valid' }]);
    const refused = await runScript(program, [...args.slice(0, 2), ...profile]);
    expect(refused.status).toBe(64);
  }, 60_000);
});
