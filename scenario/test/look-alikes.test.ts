// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { castOfTestRun, enrolled, refusalCode, type Cast, type Subject } from '@meterpki/scenario';

const client = (name: string): Subject => ({ units: ['client'], name });

/** Subjects that read as an administrator's wherever a name is put together as text. */
const administrators: readonly [string, Subject][] = [
  ['a slash and an OU inside the CN', client('eve/OU=admin')],
  ['a comma and an OU inside the CN', client('eve,OU=admin')],
  ['a plus and an OU inside the CN', client('eve+OU=admin')],
  ['a line end and an OU inside the CN', client('eve\nOU=admin')],
  ['an OU that begins like the role', { units: ['client', 'administrators'], name: 'eve' }],
  ['an OU with a blank behind the role', { units: ['client', 'admin '], name: 'eve' }],
  ['an OU in capitals', { units: ['client', 'ADMIN'], name: 'eve' }],
];

describe('certificates whose subjects look like those of others', () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  it.each(administrators)('%s makes nobody an administrator', async (_what, subject) => {
    const session = await enrolled(cast, 'ptb', subject);
    try {
      const identity = `${'a'.repeat(64)}-${'b'.repeat(64)}`;
      const grant = { identity, name: 'Eve', accreditation: 'none', validUntil: '2099-01-01T00:00:00.000Z' };
      const attempt = session.calls.submit('governance', 'GrantPermittedEndorsers', { endorsers: [grant] });
      expect(await refusalCode(attempt)).toBe('ACCESS_DENIED');
    } finally {
      session.close();
    }
  });

  it("a subject that reads like a permitted endorser's is not granted with it", async () => {
    const { subject } = new X509Certificate(await cast.certificate('ptb', 'endorser1'));
    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    expect((await permittedEndorser.issueChallenge()).result.mspId).toBe('PTBMSP');
    const oneLine = subject.split('\n').join('/');
    for (const name of [subject, oneLine, `${oneLine.split('CN=')[1] ?? ''}/OU=client`]) {
      const session = await enrolled(cast, 'ptb', client(name.slice(0, 64)));
      try {
        expect(await refusalCode(session.permittedEndorser.issueChallenge())).toBe('ENDORSER_NOT_GRANTED');
      } finally {
        session.close();
      }
    }
  });
});
