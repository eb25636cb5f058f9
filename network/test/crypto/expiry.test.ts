// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Authority } from '../../dist/crypto/authority.js';
import { checkMaterial, expiries } from '../../dist/crypto/expiry.js';
import { Layout } from '../../dist/directory/layout.js';
import { nodesOf, peersOf } from '../../dist/model/network-model.js';
import { identitiesOf } from '../../dist/model/users.js';
import { failureOf } from '../support/failures.js';
import { modelOf } from '../support/models.js';
import { temporaryFolder } from '../support/temporary.js';

const model = modelOf('paper-a');

/** Every certificate of a small network, all copies of one that is valid for ten years. */
async function materialIn(layout: Layout): Promise<void> {
  const authority = await Authority.create({ commonName: 'ca', organisation: 'o' });
  const one = {
    certificate: path.join(layout.root, 'one.crt'),
    privateKey: path.join(layout.root, 'one.key'),
  };
  await authority.issue({ commonName: 'x', organisation: 'o' }, one);
  const files = [
    ...nodesOf(model).flatMap((node) => {
      const { msp, tls } = layout.node(node);
      return [tls.certificate, path.join(msp, 'signcerts', `${node.hostName}-cert.pem`)];
    }),
    ...peersOf(model).map((peer) => layout.chaincodeServer(peer).certificate),
    ...model.nmis.map(({ name }) => layout.operator(name).certificate),
    ...identitiesOf(model).map(({ nmi, user }) => layout.user(nmi, user).identity.certificate),
  ];
  for (const file of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(one.certificate, file);
  }
}

describe('checkMaterial', () => {
  const layout = new Layout(temporaryFolder());
  beforeAll(() => materialIn(layout));

  const DAY = 86_400_000;
  const inDays = (days: number): Date => new Date(Date.now() + days * DAY);

  it('is content while all certificates are valid', () => {
    expect(() => {
      checkMaterial(layout, model);
    }).not.toThrow();
    expect(expiries(layout, model)).toHaveLength(11);
  });

  it.each([
    ['ended', 3651, 'ended on'],
    ['are not valid yet', -1, 'is the clock right?'],
  ])('names every certificate where they %s', (_, days, words) => {
    const failure = failureOf(() => {
      checkMaterial(layout, model, inDays(days));
    });
    expect(failure.code).toBe('MATERIAL_STALE');
    expect(failure.faults).toHaveLength(11);
    expect(failure.faults.every((fault) => fault.includes(words))).toBe(true);
  });

  it('names one that is missing', () => {
    rmSync(layout.operator('ptb').certificate);
    expect(failureOf(() => expiries(layout, model)).faults).toEqual([
      expect.stringMatching(/^ptb operator: .*ENOENT/),
    ]);
  });
});
