// SPDX-License-Identifier: Apache-2.0
import { TestLedger } from '../support/ledger';
import { issue, type SubjectName } from '../support/certificates';
import { people, person, personNamed, personOf, type Person } from '../support/people';

const GRANT = ['governance', 'GrantPermittedEndorsers'] as const;
const endorsers = [
  {
    identity: `${'a'.repeat(64)}-${'b'.repeat(64)}`,
    name: 'Laboratory',
    accreditation: 'DE-M 17',
    validUntil: '2030-01-01T00:00:00.000Z',
  },
];

async function mayGrant(who: Person): Promise<boolean> {
  const ledger = new TestLedger();
  return await ledger.submit(who, GRANT, { endorsers }).then(
    () => true,
    () => false,
  );
}

describe('the role in a certificate', () => {
  const subjects: [string, SubjectName, boolean][] = [
    ['OU=admin', [{ OU: ['admin'] }, { CN: ['eve'] }], true],
    ['OU=admin beside another OU', [{ OU: ['legal metrology'] }, { OU: ['admin'] }, { CN: ['eve'] }], true],
    ['OU=admin in one set with another OU', [{ OU: ['client', 'admin'] }, { CN: ['eve'] }], true],
    ['OU=client', [{ OU: ['client'] }, { CN: ['eve'] }], false],
    ['OU=Admin', [{ OU: ['Admin'] }, { CN: ['eve'] }], false],
    ['OU=admin with a blank', [{ OU: ['admin '] }, { CN: ['eve'] }], false],
    ['OU=administrator', [{ OU: ['administrator'] }, { CN: ['eve'] }], false],
    ['CN with the text of an OU', [{ OU: ['client'] }, { CN: ['eve/OU=admin'] }], false],
    ['CN with a line of its own', [{ OU: ['client'] }, { CN: ['eve\nOU=admin'] }], false],
    ['CN with a comma', [{ CN: ['eve, OU=admin'] }], false],
    ['CN=admin', [{ OU: ['client'] }, { CN: ['admin'] }], false],
    ['O=admin', [{ O: ['admin'] }, { OU: ['client'] }, { CN: ['eve'] }], false],
    ['OU that holds other parts', [{ OU: ['client/OU=admin'] }, { CN: ['eve'] }], false],
    ['no OU', [{ CN: ['eve'] }], false],
  ];

  it.each(subjects)('%s: administrator %#', async (_name, subject, expected) => {
    expect(await mayGrant(await personNamed('PTBMSP', subject))).toBe(expected);
  });
});

describe('the identity in a certificate', () => {
  it('differs for names that one text would show alike', async () => {
    const alike = [
      [{ OU: ['client'] }, { CN: ['anna'] }],
      [{ CN: ['anna'] }, { OU: ['client'] }],
      [{ CN: ['anna/OU=client'] }],
      [{ OU: ['client/CN=anna'] }],
      [{ OU: ['client'] }, { CN: ['anna '] }],
      [{ OU: ['client'] }, { CN: ['Anna'] }],
    ] as const;
    const made = await Promise.all(alike.map((subject) => personNamed('PTBMSP', subject)));
    expect(new Set(made.map(({ identity }) => identity)).size).toBe(alike.length);
  });

  it('differs for the same name by another authority, and stays for a renewed certificate', async () => {
    const subject = [{ OU: ['client'] }, { CN: ['anna'] }] as const;
    const [first, renewed] = [await issue(subject, 'PTBMSP'), await issue(subject, 'PTBMSP')];
    const foreign = await issue(subject, 'InmetroMSP');
    expect(personOf('PTBMSP', first).identity).toBe(personOf('PTBMSP', renewed).identity);
    expect(personOf('PTBMSP', first).identity).not.toBe(personOf('PTBMSP', foreign).identity);
  });

  it('counts with the MSP ID: the same certificate under another MSP holds no grant', async () => {
    const [ledger, { ptbAdmin, ptbAnna }] = [new TestLedger(), await people()];
    await ledger.submit(ptbAdmin, GRANT, {
      endorsers: endorsers.map((item) => ({ ...item, identity: ptbAnna.identity })),
    });
    const moved = { ...ptbAnna, mspId: 'InmetroMSP' };
    expect((await ledger.refuse(moved, ['registry', 'IssueChallenge'], {})).code).toBe(
      'ENDORSER_NOT_GRANTED',
    );
  });
});

describe('the text of a certificate', () => {
  const marks = /CERTIFICATE/g;
  /** A peer reads the first block; OpenSSL reads the first one that is called CERTIFICATE. */
  async function variants(): Promise<[string, string][]> {
    const [{ idBytes: own }, { idBytes: admin }] = [
      await person('PTBMSP', 'client', 'eve'),
      (await people()).ptbAdmin,
    ];
    const [eve, other] = [Buffer.from(own).toString(), Buffer.from(admin).toString()];
    return [
      ["an administrator's certificate behind the own one", eve.replace(marks, 'X') + other],
      ["an administrator's certificate before the own one", other + eve],
      ['words in front', `trust me\n${other}`],
      ['words behind', `${other}trust me`],
      ['another block name', other.replace(marks, 'TRUSTED CERTIFICATE')],
      ['headers in the block', other.replace('-----\n', '-----\nProc-Type: 4,ENCRYPTED\n\n')],
      ['no PEM at all', 'PTBMSP'],
      ['nothing', ''],
    ];
  }

  it('is refused unless it is one certificate and nothing else', async () => {
    const { ptbAdmin } = await people();
    expect(await mayGrant(ptbAdmin)).toBe(true);
    for (const [name, text] of await variants()) {
      const caller = { ...ptbAdmin, idBytes: Buffer.from(text, 'utf8') };
      const { code } = await new TestLedger().refuse(caller, GRANT, { endorsers });
      expect([name, code]).toEqual([name, 'ACCESS_DENIED']);
    }
  });

  it('may end its lines in either way', async () => {
    const { ptbAdmin } = await people();
    const text = Buffer.from(ptbAdmin.idBytes).toString().trim();
    for (const same of [text, text.replace(/\n/g, '\r\n'), `${text}\n\n`]) {
      expect(await mayGrant({ ...ptbAdmin, idBytes: Buffer.from(same) })).toBe(true);
    }
  });

  it('is refused where the DER is cut off or followed by more', async () => {
    const { ptbAdmin } = await people();
    const der = Buffer.from(
      Buffer.from(ptbAdmin.idBytes)
        .toString()
        .replace(/-----[^-]+-----|\n/g, ''),
      'base64',
    );
    const pem = (bytes: Uint8Array): Buffer =>
      Buffer.from(
        `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes).toString('base64')}\n-----END CERTIFICATE-----\n`,
      );
    expect(await mayGrant({ ...ptbAdmin, idBytes: pem(der) })).toBe(true);
    for (const bytes of [der.subarray(0, -1), Buffer.concat([der, Buffer.of(0)]), Buffer.of(0x30, 0x00)]) {
      const { code } = await new TestLedger().refuse({ ...ptbAdmin, idBytes: pem(bytes) }, GRANT, {
        endorsers,
      });
      expect(code).toBe('ACCESS_DENIED');
    }
  });
});
