// SPDX-License-Identifier: Apache-2.0
import { identityOf, Session } from '@meterpki/client';
import { makeCredentials } from '../support/certificates';
import { failureOf } from '../support/failures';
import { ScriptedTransport } from '../support/scripted-transport';

const grant = { name: 'Body', accreditation: 'D-PL-1', validUntil: '2030-01-01T00:00:00.000Z' };

describe('the administrator', () => {
  it('grants by certificate: the ledger is told the identity only', async () => {
    const { certificate } = await makeCredentials();
    const transport = new ScriptedTransport(() => ({ granted: [] }));
    await new Session(transport).administrator.grantPermittedEndorsers([{ certificate, ...grant }]);
    const [call] = transport.submitted;
    expect(call?.name).toBe('governance:GrantPermittedEndorsers');
    expect(JSON.parse(call?.argument ?? '')).toEqual({
      endorsers: [{ identity: identityOf(certificate), ...grant }],
    });
  });

  it('sends nothing when one of the certificates is none', async () => {
    const { certificate } = await makeCredentials();
    const transport = new ScriptedTransport(() => ({ granted: [] }));
    const grants = [certificate, 'none'].map((text) => ({ certificate: text, ...grant }));
    const failure = await failureOf(() =>
      new Session(transport).administrator.grantPermittedEndorsers(grants),
    );
    expect(failure.code).toBe('CERTIFICATE_INVALID');
    expect(transport.submitted).toHaveLength(0);
  });
});

describe('every face', () => {
  it('submits what writes and evaluates what reads', async () => {
    const transport = new ScriptedTransport(() => ({ answers: [] }));
    const { administrator, permittedEndorser, society } = new Session(transport);
    await permittedEndorser.issueChallenge(60);
    await permittedEndorser.registerMeters({ challengeId: 'c', meters: [] });
    await permittedEndorser.attestMeters({ challengeId: 'c', attestations: [] });
    await permittedEndorser.revokeKeys([]);
    await administrator.importMeters({ source: 's', meters: [] });
    await administrator.approveImport({ importId: 'i', hash: 'h' });
    await administrator.revokeKeys([]);
    await administrator.getPolicy();
    await society.listChecks({ by: 'time' });
    await society.getCheck('record/x');
    await society.isRegistered([]);
    await society.mayBePlacedOnMarket([]);
    await society.getMeters({});
    const names = (calls: readonly { name: string }[]): string[] =>
      calls.map(({ name }) => name.split(':')[1] ?? '');
    expect(names(transport.submitted)).toEqual([
      'IssueChallenge',
      'RegisterMeters',
      'AttestMeters',
      'RevokeKeys',
      'ImportMeters',
      'ApproveImport',
      'RevokeKeys',
    ]);
    expect(names(transport.evaluated)).toEqual([
      'GetPolicy',
      'ListChecks',
      'GetCheck',
      'IsRegistered',
      'MayBePlacedOnMarket',
      'GetMeters',
    ]);
  });
});

describe('Session', () => {
  it('closes its transport', () => {
    const transport = new ScriptedTransport(() => ({}));
    new Session(transport).close();
    expect(transport.closed).toBe(1);
  });
});
