// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { parseShape, Refusal, transactionArguments, type Fault } from '@meterpki/protocol';

const { RegisterMeters, AttestMeters, IssueChallenge, RevokeKeys, GetMeters } = transactionArguments.registry;
const { ListChecks } = transactionArguments.receipts;
const digest = 'ab'.repeat(32);
const meter = {
  meterId: 'ptb:1',
  manufacturer: 'Sample',
  model: 'S 1',
  key: 'AAAA',
  algorithm: 'ECDSA-secp256r1-SHA256',
  proof: 'AAAA',
};

type Schema = Parameters<typeof parseShape>[0];

/** Every fault of a value, as `path: text`. */
function faultsOf(schema: Schema, text: string): readonly Fault[] {
  try {
    parseShape(schema, text, 'argument', 'INVALID_ARGUMENT');
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.faults;
    throw error;
  }
}
const of = (schema: Schema, value: unknown): string[] =>
  faultsOf(schema, JSON.stringify(value)).map(({ path, text }) => `${path}: ${text}`);

describe('parseShape', () => {
  it('gives a good argument back', () => {
    const argument = { challengeId: digest, meters: [meter] };
    const parsed = parseShape(RegisterMeters, JSON.stringify(argument), 'argument', 'INVALID_ARGUMENT');
    expect(parsed).toEqual(argument);
  });

  it('reports every fault of every item at once', () => {
    const meters = [
      { ...meter, meterId: 'PTB:1', key: '' },
      meter,
      { ...meter, manufacturer: ' x', model: 7, aliases: [{ kind: 'XX', text: 'a' }] },
    ];
    expect(of(RegisterMeters, { challengeId: 'no', meters })).toEqual([
      'argument.challengeId: must be 64 lower-case hex digits',
      'argument.meters[0].meterId: must be a meter ID: prefix, colon, and 1 to 64 of A-Z a-z 0-9 . _ -',
      'argument.meters[0].key: must have at least 1 characters',
      'argument.meters[0].key: must be base64',
      'argument.meters[2].manufacturer: must be printable text without control characters or outer white space',
      'argument.meters[2].model: must be text',
      'argument.meters[2].aliases[0].kind: must be one of ("GS+MS" | "MS" | "GS" | "CT+CI" | "EVSE-ID")',
    ]);
  });

  it('takes no list for an object, neither at the top nor inside', () => {
    expect(faultsOf(transactionArguments.governance.GetPolicy, '[]')).toMatchObject([
      { path: 'argument', text: 'must be an object' },
    ]);
    expect(of(RegisterMeters, { challengeId: digest, meters: [[]] })).toContain(
      'argument.meters[0]: must be an object',
    );
  });

  it('gives each fault the code that was asked for', () => {
    const shape = (): unknown => parseShape(RegisterMeters, '{}', 'receipts', 'INVALID_TRANSIENT');
    expect(shape).toThrow(Refusal);
    expect(shape).toThrow('receipts.challengeId: INVALID_TRANSIENT: is missing');
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a number', '7'],
    ['a repeated member', '{"challengeId":"a","challengeId":"b"}'],
    ['33 levels', '['.repeat(33) + ']'.repeat(33)],
  ])('refuses %s as a whole', (_name, text) => {
    expect(faultsOf(RegisterMeters, text)).toEqual([
      {
        path: 'argument',
        code: 'INVALID_ARGUMENT',
        text: 'must be one JSON object or list, no member twice, nested at most 32 deep',
      },
    ]);
  });

  it('names an unknown member, and hides its name where it is not plain', () => {
    expect(of(IssueChallenge, { extra: 1 })).toEqual(['argument.extra: is not known here; leave it out']);
    for (const name of ['a b', '<script>', 'CODE: x', '__proto__', 'é', 'x'.repeat(42), 'a\nb', '']) {
      const text = `{${JSON.stringify(name)}:1}`;
      expect(faultsOf(IssueChallenge, text).map(({ path }) => path)).toEqual(['argument.?']);
    }
  });

  it.each<[string, Schema, unknown, string]>([
    [
      'an empty list',
      RegisterMeters,
      { challengeId: digest, meters: [] },
      'argument.meters: must have at least 1 items',
    ],
    [
      'a list beyond its size',
      RegisterMeters,
      { challengeId: digest, meters: Array(501).fill(meter) },
      'argument.meters: must have at most 500 items',
    ],
    [
      'no list',
      AttestMeters,
      { challengeId: digest, attestations: {} },
      'argument.attestations: must be a list',
    ],
    [
      'a fraction',
      IssueChallenge,
      { lifetimeSeconds: 1.5 },
      'argument.lifetimeSeconds: must be a whole number',
    ],
    [
      'too small a number',
      IssueChallenge,
      { lifetimeSeconds: 0 },
      'argument.lifetimeSeconds: must be at least 1',
    ],
    [
      'too large a number',
      IssueChallenge,
      { lifetimeSeconds: 86_401 },
      'argument.lifetimeSeconds: must be at most 86400',
    ],
    [
      'a number as text',
      IssueChallenge,
      { lifetimeSeconds: '5' },
      'argument.lifetimeSeconds: must be a number',
    ],
    ['null', IssueChallenge, { lifetimeSeconds: null }, 'argument.lifetimeSeconds: must be a number'],
    [
      'a shape of none of the kinds',
      ListChecks,
      { by: 'x' },
      'argument: must have one of the shapes that the transaction takes',
    ],
    [
      'a day that does not exist',
      RevokeKeys,
      {
        revocations: [
          {
            meterId: 'ptb:1',
            key: digest,
            reason: 'keyCompromise',
            invalidityDate: '2026-02-30T00:00:00.000Z',
          },
        ],
      },
      'argument.revocations[0].invalidityDate: must be a UTC time such as 2026-01-31T12:00:00.000Z',
    ],
    [
      'an alias beyond 250 bytes',
      GetMeters,
      { aliases: [{ kind: 'MS', text: 'é'.repeat(126) }] },
      'argument.aliases[0].text: must have at most 250 bytes in UTF-8',
    ],
  ])('says what is wrong with %s', (_name, schema, value, fault) => {
    expect(of(schema, value)).toEqual([fault]);
  });

  it('never lets a text of the library through', () => {
    const schemas: Schema[] = [RegisterMeters, RevokeKeys, ListChecks, GetMeters];
    fc.assert(
      fc.property(
        fc.constantFrom(...schemas),
        fc.jsonValue(),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (schema, a, b) => {
          for (const value of [a, b, { ...b, meters: a, revocations: a, aliases: [b] }])
            for (const { text } of faultsOf(schema, JSON.stringify(value)))
              expect(text).not.toMatch(/Invalid|Expected|received/);
        },
      ),
    );
  });
});
