// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import { inRepository } from '@meterpki/scenario';

const PROTOBUFS = '@hyperledger/fabric-protos/package.json';

/** The file that a package of the checkout gets when it asks for another. */
const resolvedFrom = (place: string, wanted: string): string => createRequire(place).resolve(wanted);

describe('the installed packages', () => {
  it('hold one copy of the protobufs for whatever shares a process, and the older one for the chaincode', () => {
    const gateway = resolvedFrom(inRepository('client', 'package.json'), '@hyperledger/fabric-gateway');
    const sharing = [
      gateway,
      inRepository('devledger', 'package.json'),
      inRepository('scenario', 'package.json'),
    ];
    const [copy = '', ...others] = sharing.map((place) => resolvedFrom(place, PROTOBUFS));
    expect(others).toEqual([copy, copy]);

    const shim = resolvedFrom(inRepository('chaincode', 'package.json'), 'fabric-shim');
    const versionFrom = (place: string): unknown => {
      const manifest: unknown = createRequire(place)(PROTOBUFS);
      return (manifest as { version: unknown }).version;
    };
    expect([copy, inRepository('chaincode', 'package.json'), shim].map(versionFrom)).toEqual([
      '0.3.7',
      '0.2.2',
      '0.2.2',
    ]);
  });
});
