// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, errorCodes, parseRefusal, transactionArguments } from '@meterpki/protocol';
import { TestLedger } from '../support/ledger';
import { opened, register } from '../support/scene';
import { people } from '../support/people';

const names = Object.entries(transactionArguments).flatMap(([contract, rows]) =>
  Object.keys(rows).map((name) => [contract, name] as const),
);

async function messageOf(call: Promise<string>): Promise<string> {
  const error: unknown = await call.catch((reason: unknown) => reason);
  return error instanceof Error ? error.message : '';
}

describe('every transaction', () => {
  it.each(names)(
    '%s:%s refuses an argument that is no JSON object, and one of more than 2 MiB',
    async (...name) => {
      const [ledger, { society }] = [new TestLedger(), await people()];
      const deep = '['.repeat(50_000) + ']'.repeat(50_000);
      const long = `{"a":"${'a'.repeat(2 * 1024 * 1024)}"}`;
      for (const argument of ['', ' ', 'null', '1', '"a"', '{', '{"a":1,"a":2}', '\u0000', deep, long]) {
        const refused = parseRefusal(await messageOf(ledger.call(society, name, argument)));
        expect(refused?.code).toBe('INVALID_ARGUMENT');
        expect(refused?.faults.length).toBeGreaterThan(0);
        expect(ledger.last?.readKeys).toEqual([]);
      }
    },
  );

  it.each(names)('%s:%s refuses members that an object has by nature', async (...name) => {
    const [ledger, { society }] = [new TestLedger(), await people()];
    for (const member of ['__proto__', 'constructor', 'toString']) {
      const refused = parseRefusal(await messageOf(ledger.call(society, name, `{"${member}":{}}`)));
      expect(refused?.code).toBe('INVALID_ARGUMENT');
    }
  });
});

describe('the text of an answer', () => {
  it('is canonical JSON, and so is every record', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await register(scene, 'm', { aliases: [{ kind: 'MS', text: 'ä' }] });
    const text = await ledger.call(who.society, ['registry', 'GetMeters'], '{"meterIds":["ptb:m"]}');
    expect(text).toBe(canonicalJson(JSON.parse(text)));
    const keys = ledger.state.keys();
    expect(keys.length).toBeGreaterThan(6);
    for (const key of keys) {
      const record = ledger.state.json(key) as { schema: number };
      expect(record.schema).toBe(1);
      expect(ledger.state.get(key).toString('utf8')).toBe(canonicalJson(record));
    }
  });

  it('says the code alone where something failed that no rule foresaw', async () => {
    const { ledger, who } = await opened();
    const key = `pe/PTBMSP/${who.ptbAnna.identity}`;
    ledger.state.apply(new Map([[key, Buffer.from('{ not JSON')]]));
    const log = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const message = await messageOf(ledger.call(who.ptbAnna, ['registry', 'IssueChallenge'], '{}'));
    const logged = log.mock.calls.join('');
    log.mockRestore();
    expect(logged).toContain('SyntaxError');
    expect(logged).not.toContain('not JSON');
    expect(message).toBe(
      `INTERNAL: ${errorCodes.INTERNAL}\n- contract: INTERNAL: failed in a way that it does not know`,
    );
  });

  it('names a record of a schema that this version does not know', async () => {
    const { ledger, who } = await opened();
    ledger.state.apply(new Map([['meter/ptb/m', Buffer.from('{"schema":2}')]]));
    const message = await messageOf(
      ledger.call(who.society, ['registry', 'GetMeters'], '{"meterIds":["ptb:m"]}'),
    );
    expect(parseRefusal(message)).toEqual({
      code: 'STATE_UNREADABLE',
      faults: [{ path: 'meter/ptb/m', code: 'STATE_UNREADABLE', text: 'was written with schema 2' }],
    });
  });

  it('refuses an unknown transaction without repeating its name', async () => {
    const [ledger, { society }] = [new TestLedger(), await people()];
    const message = await messageOf(ledger.call(society, ['registry', 'DropEverything'], '{}'));
    expect(parseRefusal(message)?.code).toBe('TRANSACTION_UNKNOWN');
    expect(message).not.toContain('DropEverything');
  });
});
