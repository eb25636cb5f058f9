// SPDX-License-Identifier: Apache-2.0
import { connectGateway, ClientError, readProfile, type Transport } from '@meterpki/client';
import {
  decodeSignature,
  fingerprintOf,
  fromUtf8,
  instantOf,
  possessionStatement,
  readReceipt,
  toBase64,
  toHex,
  toUtf8,
  transactionArguments,
  writeRaw,
  type MeterAlias,
} from '@meterpki/protocol';
import {
  castOfTestRun,
  chargingReceipt,
  markers,
  newInstrument,
  refusalCode,
  registrationOf,
  verifyInitially,
  type Cast,
  type Institute,
  type Instrument,
} from '@meterpki/scenario';
import { recoveredKeys } from '@meterpki/simulator';
import { randomBytes } from 'node:crypto';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('attacks on the register', () => {
  let cast: Cast;

  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  const station = (text: string, from?: number, to?: number): MeterAlias => ({
    kind: 'GS',
    text,
    ...(from === undefined ? {} : { validFrom: instantOf(from) }),
    ...(to === undefined ? {} : { validTo: instantOf(to) }),
  });

  const setAliases = async (
    institute: Institute,
    { meterId }: Instrument,
    ...aliases: MeterAlias[]
  ): Promise<void> => {
    const { permittedEndorser } = await cast.session(institute, 'endorser1');
    await permittedEndorser.setAliases([{ meterId, aliases }]);
  };

  /** A record that names its station alone, not the meter. */
  const stationReceipt = ({ meter }: Instrument, gateway: string, end: number): string => {
    const reading = (time: number, kind: string, value: string): object => {
      const text = instantOf(time).replace('.', ',').replace('Z', '+0000 S');
      return { TM: text, TX: kind, RV: value, RI: '1-b:1.8.0', RU: 'kWh', ST: 'G' };
    };
    const RD = [reading(end - 30 * MINUTE_MS, 'B', markers.begin), reading(end, 'E', markers.end)];
    const payload = JSON.stringify({ FV: '1.0', GS: gateway, PG: 'T1', RD });
    return `OCMF|${payload}|${JSON.stringify({ SD: toHex(meter.sign(toUtf8(payload), 'der')) })}`;
  };

  const found = async (text: string): Promise<string> => {
    const { society } = await cast.session('ptb', 'society');
    const [outcome] = await society.checkReceipts([{ text }]);
    return `${outcome?.verdict ?? ''} ${outcome?.meterId ?? outcome?.reason ?? ''}`;
  };

  const active = async (institute: Institute): Promise<Instrument> => {
    const instrument = newInstrument(institute);
    await verifyInitially(cast, institute, instrument);
    return instrument;
  };

  it('an alias squatter of another institute hides no meter: the signature decides, and the doubt is told', async () => {
    const name = `GS-${randomBytes(6).toString('hex')}`;
    const owner = await active('ptb');
    await setAliases('ptb', owner, station(name));
    const squatters = [await active('inmetro'), await active('inmetro')];
    for (const squatter of squatters) await setAliases('inmetro', squatter, station(name));
    const text = stationReceipt(owner, name, Date.now() + 1000);
    expect(await found(text)).toBe(`valid ${owner.meterId}`);
    const { society } = await cast.session('inmetro', 'society');
    const [outcome] = await society.checkReceipts([{ text }]);
    expect(outcome?.findings).toContain('alias-ambiguous');
  });

  it('a station that changed its meter leads each receipt to the meter of its time', async () => {
    const name = `GS-${randomBytes(6).toString('hex')}`;
    const [old, fresh] = [await active('ptb'), await active('ptb')];
    const moved = Date.now() - 10 * DAY_MS;
    await setAliases('ptb', old, station(name, moved - 100 * DAY_MS, moved));
    await setAliases('ptb', fresh, station(name, moved));
    expect(await found(stationReceipt(old, name, moved - DAY_MS))).toBe(`valid ${old.meterId}`);
    expect(await found(stationReceipt(fresh, name, moved + DAY_MS))).toBe(`valid ${fresh.meterId}`);
    expect(await found(stationReceipt(old, name, moved + DAY_MS))).toBe('invalid signature-mismatch');
    expect(await found(stationReceipt(old, name, moved - 200 * DAY_MS))).toBe('indeterminate unknown-meter');
  });

  /** The other key that verifies a receipt: whoever has the receipt can compute it (ECDSA has two for each signature). */
  function computedKey({ meter: { algorithm, fingerprint } }: Instrument, text: string): string {
    const read = readReceipt(text);
    if (read.kind !== 'receipt') throw new Error('the receipt is good');
    const { signedBytes, signature } = read.receipt;
    const fixed = decodeSignature(signature, ['der'], algorithm.curve)?.fixed;
    if (fixed === undefined) throw new Error('the simulator writes DER');
    const computed = recoveredKeys(algorithm, signedBytes, fixed).filter(
      (spki) => fingerprintOf(spki) !== fingerprint,
    );
    expect(computed).toHaveLength(1);
    return toBase64(computed[0] ?? new Uint8Array());
  }

  it('a key computed from a receipt decides nothing by an import that one institute alone wants', async () => {
    const victim = await active('ptb');
    const text = chargingReceipt(victim, Date.now());
    const { administrator } = await cast.session('inmetro', 'admin');
    const { serial } = victim.meter.nameplate;
    const [meterId, algorithm] = [newInstrument('inmetro').meterId, victim.meter.algorithm.id];
    const item = { meterId, manufacturer: 'm', model: 'm', key: computedKey(victim, text), algorithm };
    const aliases: MeterAlias[] = [{ kind: 'MS', text: serial }];
    await administrator.importMeters({ source: 'none', meters: [{ ...item, aliases }] });
    const { society } = await cast.session('inmetro', 'society');
    const [outcome] = await society.checkReceipts([{ text }]);
    expect([outcome?.verdict, outcome?.meterId]).toEqual(['valid', victim.meterId]);
  });

  it('a possession proof, which stands in blocks for everybody, is no receipt of the meter', async () => {
    const instrument = newInstrument('ptb');
    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    const { result: challenge } = await permittedEndorser.issueChallenge();
    const item = registrationOf(cast.ledger, instrument, challenge);
    await permittedEndorser.registerMeters({ challengeId: challenge.challengeId, meters: [item] });
    const { meterId, meter } = instrument;
    const { mspId, nonce, expires } = challenge;
    const { channel, chaincode } = cast.ledger;
    const statement = possessionStatement({
      ...{ purpose: 'register', algorithm: meter.algorithm, channel, chaincode, mspId, meterId, nonce },
      ...{ sequence: 0, spki: meter.spki, expires: Math.floor(Date.parse(expires) / 1000) },
    });
    const text = writeRaw(statement, Buffer.from(item.proof ?? '', 'base64'));
    const { society } = await cast.session('ptb', 'society');
    expect(await society.checkReceipts([{ text, format: 'raw', meterId }])).toMatchObject([
      { verdict: 'indeterminate', reason: 'malformed' },
    ]);
  });

  it('a key computed from a public receipt verifies it, and cannot be registered', async () => {
    const victim = await active('ptb');
    const text = chargingReceipt(victim, Date.now());
    const read = readReceipt(text);
    if (read.kind !== 'receipt') throw new Error('the receipt is good');
    const { signature } = read.receipt;
    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    const { result: challenge } = await permittedEndorser.issueChallenge();
    const honest = registrationOf(cast.ledger, newInstrument('ptb'), challenge);
    const key = computedKey(victim, text);
    const { challengeId } = challenge;
    const attempt = (change: object): Promise<string> => {
      const { proof, ...item } = honest;
      return refusalCode(
        permittedEndorser.registerMeters({
          challengeId,
          meters: [{ ...item, key, proof, ...change }] as [typeof honest],
        }),
      );
    };
    expect(await attempt({ proof: toBase64(signature) })).toBe('POSSESSION_INVALID');
    expect(await attempt({})).toBe('POSSESSION_INVALID');
    expect(await attempt({ proof: undefined, possessionRecord: text })).toBe('POSSESSION_NOT_ALLOWED');
  });
});

describe('calls that no client of ours makes', () => {
  let cast: Cast;
  let transport: Transport;

  beforeAll(async () => {
    cast = await castOfTestRun();
    transport = await connectGateway(await readProfile(cast.profile('ptb', 'admin')));
  });
  afterAll(async () => {
    transport.close();
    await cast.close();
  });

  const names = Object.entries(transactionArguments).flatMap(([contract, rows]) =>
    Object.keys(rows).map((name) => `${contract}:${name}`),
  );

  const hostile: readonly [string, string][] = [
    ['no JSON', 'x'],
    ['a list', '[]'],
    ['a member twice', '{"limit":1,"limit":2}'],
    ['deep nesting', `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`],
    ['a prototype', '{"__proto__":{"limit":1}}'],
    ['a large list', `{"meters":[${'{},'.repeat(50_000)}{}]}`],
    ['more than 2 MiB', `{"nonce":"${'0'.repeat(2 * 1024 * 1024)}"}`],
  ];

  it.each(hostile)(
    '%s is refused by every transaction with a code, and every contract goes on',
    async (_name, argument) => {
      for (const name of names) {
        const outcome = await transport.evaluate({ name, argument }).then(
          (answer) => fromUtf8(answer) ?? '',
          (error: unknown) => error,
        );
        if (!(outcome instanceof ClientError)) throw new Error(`${name} took it: ${String(outcome)}`);
        expect([name, outcome.code, outcome.refusal?.code]).toEqual([
          name,
          'LEDGER_REFUSED',
          'INVALID_ARGUMENT',
        ]);
      }
      const policy = JSON.parse(
        fromUtf8(await transport.evaluate({ name: 'governance:GetPolicy', argument: '{}' })) ?? '',
      ) as object;
      expect(policy).toHaveProperty('hash');
    },
    120_000,
  );

  it.each(['registry:DropTables', 'nobody:Anything', 'constructor:toString', '__proto__:valueOf'])(
    '%s, which no contract has, is refused with a code',
    async (name) => {
      const outcome: unknown = await transport
        .evaluate({ name, argument: '{}' })
        .catch((error: unknown) => error);
      expect(outcome).toMatchObject({ code: 'LEDGER_REFUSED', refusal: { code: 'TRANSACTION_UNKNOWN' } });
    },
  );
});
