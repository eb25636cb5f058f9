// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { inRepository } from '@meterpki/scenario';

const PROTOBUFS = '@hyperledger/fabric-protos/package.json';

/** The file that a package of the checkout gets when it asks for another. */
const resolvedFrom = (place: string, wanted: string): string => createRequire(place).resolve(wanted);

describe('the installed packages', () => {
  it('hold one copy of the protobufs, also below the shim: two in one process overwrite each other', () => {
    const gateway = resolvedFrom(inRepository('client', 'package.json'), '@hyperledger/fabric-gateway');
    const shim = resolvedFrom(inRepository('chaincode', 'package.json'), 'fabric-shim');
    const workspaces = ['chaincode', 'devledger', 'scenario'].map((name) =>
      inRepository(name, 'package.json'),
    );
    const copies = [gateway, shim, ...workspaces].map((place) => resolvedFrom(place, PROTOBUFS));
    expect(new Set(copies).size).toBe(1);
  });

  it('are of one version in what institutes install, too', async () => {
    const text = await readFile(inRepository('chaincode', 'package', 'npm-shrinkwrap.json'), 'utf8');
    const { packages } = JSON.parse(text) as { packages: Record<string, { version?: string }> };
    const copies = Object.entries(packages).filter(([place]) => place.endsWith('@hyperledger/fabric-protos'));
    const { version } = createRequire(__filename)(PROTOBUFS) as { version: string };
    expect(copies.map(([, entry]) => entry.version)).toEqual([version]);
  });
});
