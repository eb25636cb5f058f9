// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { toBase64Url, toHex, toUtf8 } from '@meterpki/protocol';
import { check, record } from '../support/checks';
import { activate, opened, type Placed, type Scene } from '../support/scene';

const end = '2026-06-05T00:00:00.000Z';

/** A record with this pagination and tariff text. */
function paged({ meter }: Placed, pagination: string, tariff: string): string {
  const payload = JSON.stringify({
    FV: '1.0',
    PG: pagination,
    MS: meter.name,
    IS: false,
    TT: tariff,
    RD: [],
  });
  return `OCMF|${payload}|${JSON.stringify({ SD: toHex(meter.sign(toUtf8(payload))) })}`;
}

async function scene(): Promise<{ opened: Scene; a: Placed; b: Placed }> {
  const stage = await opened();
  return { opened: stage, a: await activate(stage, 'a'), b: await activate(stage, 'b') };
}

describe('findings over a list', () => {
  it('name the same receipt again, and other content of one key under one pagination', async () => {
    const { opened: stage, a, b } = await scene();
    const texts = [
      [paged(a, 'T1', 'x'), a],
      [paged(a, 'T1', 'y'), a],
      [paged(b, 'T1', 'x'), b],
    ] as const;
    const receipts = texts.map(([text, { meterId }]) => ({ text, meterId }));
    const again = { text: paged(a, 'T2', 'x'), meterId: a.meterId };
    const outcomes = await check(stage, ...receipts, again, again);
    const told = outcomes.map(({ findings }) => findings.filter((name) => /replay|equivocation/.test(name)));
    expect(told).toEqual([[], ['equivocation'], [], [], ['replay']]);
    const { remarks } = await record(stage, [again, again]);
    expect(remarks.find(({ index }) => index === 1)?.findings).toContain('replay');
  });

  it('accuse no meter of what somebody else signed in its name', async () => {
    const { opened: stage, a, b } = await scene();
    const genuine = { text: paged(a, 'T1', 'x'), meterId: a.meterId };
    const forged = { text: paged(b, 'T1', 'y'), meterId: a.meterId };
    const outcomes = await check(stage, forged, genuine);
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(['invalid', 'valid']);
    expect(outcomes.flatMap(({ findings }) => findings)).not.toContain('equivocation');
  });
});

describe('a receipt that names its meter', () => {
  const jws = ({ meter }: Placed, claims: object): string => {
    const part = (value: object): string => toBase64Url(toUtf8(JSON.stringify(value)));
    const input = `${part({ alg: 'ES256' })}.${part({ time: end, ...claims })}`;
    return `${input}.${toBase64Url(meter.sign(toUtf8(input), 'p1363'))}`;
  };

  it('is judged by the key of that meter, and an ID that was asked for wins', async () => {
    const { opened: stage, a, b } = await scene();
    const text = jws(a, { meter: a.meterId });
    const outcomes = await check(stage, { text }, { text, meterId: b.meterId });
    expect(outcomes).toMatchObject([
      { verdict: 'valid', meterId: a.meterId },
      { verdict: 'invalid', reason: 'signature-mismatch', meterId: b.meterId },
    ]);
  });

  it('is looked for by its aliases as well where no such meter is registered', async () => {
    const stage = await opened();
    const a = await activate(stage, 'a', [{ kind: 'EVSE-ID', text: 'DE*ABC*E1' }]);
    const claims = { meter: 'ptb:none', aliases: { 'EVSE-ID': 'DE*ABC*E1' } };
    expect(await check(stage, { text: jws(a, claims) })).toMatchObject([
      { verdict: 'valid', meterId: a.meterId },
    ]);
    expect(await check(stage, { text: jws(a, { meter: 'ptb:none' }) })).toMatchObject([
      { reason: 'unknown-meter' },
    ]);
  });

  it('leaves nothing of its claims in state', async () => {
    const { opened: stage, a } = await scene();
    const text = jws(a, { meter: a.meterId, readings: [{ value: '1234.567', unit: 'kWh' }] });
    await record(stage, [{ text }]);
    const written = JSON.stringify([...(stage.ledger.last?.writes.values() ?? [])].map(String));
    expect(written).toContain(a.meterId);
    expect(written).not.toContain('1234.567');
    expect(written).not.toContain(createHash('sha256').update(text).digest('hex'));
  });
});
