// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';

/** Texts that mean something on the ledger of the test, beside texts that mean nothing. */
function words(known: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom(
      '2026-06-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
      'keyCompromise',
      'certificateHold',
    ),
    fc.constantFrom('MS', 'GS', 'meter', 'receipt', 'time', 'ECDSA-secp256r1-SHA256', '', '\ud800', '\u0000'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom<unknown>(0, 1, -1, 1e308, 500, true, null),
  );
}

const members = [
  'endorsers',
  'identity',
  'name',
  'accreditation',
  'validUntil',
  'lifetimeSeconds',
  'challengeId',
  'meters',
  'meterId',
  'manufacturer',
  'model',
  'aliases',
  'kind',
  'text',
  'key',
  'algorithm',
  'proof',
  'attestations',
  'source',
  'importId',
  'hash',
  'revocations',
  'reason',
  'invalidityDate',
  'meterIds',
  'keys',
  'nonce',
  'by',
  'receiptId',
  'from',
  'to',
  'limit',
  'start',
  '__proto__',
  'format',
] as const;

/** JSON that has the members of the arguments, nested by chance. */
const json = (known: readonly string[]): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      words(known),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom<string>(...members), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;

type Shape = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Arguments of the right shape, so that the rules behind the shapes are reached as well. */
function shaped(known: readonly string[]): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const text = fc.constantFrom(...known);
  const id = fc.constantFrom('ptb:m', 'ptb:x', 'inmetro:y');
  const digest = fc.constantFrom(...known.filter((word) => /^[0-9a-f]{64}$/.test(word)), 'a'.repeat(64));
  const instant = fc.constantFrom(
    '2026-06-01T00:00:05.000Z',
    '2026-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '0000-01-01T00:00:00.000Z',
  );
  const base64 = fc
    .uint8Array({ minLength: 1, maxLength: 100 })
    .map((bytes) => Buffer.from(bytes).toString('base64'));
  const alias = fc.record({ kind: fc.constantFrom('MS', 'GS'), text: fc.constantFrom('m', 'ä/') });
  const algorithm = fc.constantFrom('ECDSA-secp256r1-SHA256', 'none');
  const some = (shape: Shape, required?: string[]): fc.Arbitrary<unknown> =>
    fc.array(fc.record(shape, required === undefined ? {} : { requiredKeys: required }), {
      minLength: 1,
      maxLength: 4,
    });
  const key = fc.oneof(base64, fc.constantFrom(...known.filter((word) => word.endsWith('=='))));
  const meter = {
    meterId: id,
    manufacturer: text,
    model: text,
    key,
    algorithm,
    aliases: fc.array(alias, { minLength: 1, maxLength: 3 }),
  };
  return {
    GetPolicy: fc.constant({}),
    RecordChecks: fc.constant({}),
    IssueChallenge: fc.record({ lifetimeSeconds: fc.integer({ min: 0, max: 90_000 }) }),
    GrantPermittedEndorsers: fc.record({
      endorsers: some({
        identity: fc.constantFrom(`${'a'.repeat(64)}-${'b'.repeat(64)}`),
        name: text,
        accreditation: text,
        validUntil: instant,
      }),
    }),
    RegisterMeters: fc.record({ challengeId: digest, meters: some({ ...meter, proof: base64 }) }),
    AttestMeters: fc.record({
      challengeId: digest,
      attestations: some({ meterId: id, key: digest, proof: base64 }),
    }),
    ImportMeters: fc.record({ source: text, meters: some(meter) }),
    ApproveImport: fc.record({ importId: digest, hash: digest }),
    RevokeKeys: fc.record({
      revocations: some(
        {
          meterId: id,
          key: digest,
          reason: fc.constantFrom('keyCompromise', 'certificateHold', 'superseded'),
          invalidityDate: instant,
        },
        ['meterId', 'key', 'reason'],
      ),
    }),
    GetMeters: fc.record(
      {
        meterIds: fc.array(id, { minLength: 1, maxLength: 3 }),
        keys: fc.array(digest, { minLength: 1, maxLength: 3 }),
        aliases: fc.array(alias, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
    IsRegistered: fc.record({ meterIds: fc.array(id, { minLength: 1, maxLength: 3 }) }),
    MayBePlacedOnMarket: fc.record({ meterIds: fc.array(id, { minLength: 1, maxLength: 3 }) }),
    CheckReceipts: fc.record({ nonce: digest }, { requiredKeys: [] }),
    GetCheck: fc.record({ key: digest.map((tx) => `record/2026-06-01T00:00:00.000Z/${tx}`) }),
    ListChecks: fc.record(
      {
        by: fc.constantFrom('meter', 'receipt', 'time'),
        meterId: id,
        receiptId: digest,
        from: instant,
        to: instant,
        start: fc.string({ unit: 'binary', maxLength: 30 }).map((rest) => `record/${rest}`),
        limit: fc.integer({ min: 1, max: 3 }),
      },
      { requiredKeys: ['by'] },
    ),
  };
}

/** Transient data: lists of receipts around a good one, and anything else. */
export const receiptTexts = (known: readonly string[], receipt: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .array(
        fc.record(
          {
            text: fc.oneof(
              fc.constant(receipt),
              fc.string({ unit: 'binary' }),
              fc.string().map((text) => `OCMF|${text}|{}`),
            ),
            meterId: fc.constantFrom('ptb:m', 'ptb:x'),
          },
          { requiredKeys: ['text'] },
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((list) => JSON.stringify(list)),
    json(known).map((value) => JSON.stringify(value)),
  );

/** Texts of arguments: of the right shape, of some other shape, and no JSON at all. */
export function argumentTexts(known: readonly string[], name: string): fc.Arbitrary<string> {
  const wellShaped = shaped(known)[name] ?? fc.constant({});
  return fc.oneof(
    { weight: 4, arbitrary: wellShaped.map((value) => JSON.stringify(value)) },
    { weight: 3, arbitrary: json(known).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  );
}
