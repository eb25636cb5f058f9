// SPDX-License-Identifier: Apache-2.0
import { StatusCode } from '@hyperledger/fabric-gateway';
import { connect, readProfile, type ConnectOptions, type Session } from '@meterpki/client';
import { makeCredentials, type Credentials } from '../support/certificates';
import { failureOf } from '../support/failures';
import { profileFile } from '../support/profiles';
import { temporaryFile } from '../support/temporary';
import { ScriptedGateway, type GatewayScript } from '../support/scripted-gateway';

const ANSWER = '{"answers":[{"meterId":"ptb:1","registered":true}]}';
const GRANTED = '{"challengeId":"c"}';

/** Port 1 is privileged, and nobody serves tcpmux. */
const CLOSED = 'localhost:1';

let credentials: Credentials;
const running: { stop(): void }[] = [];

beforeAll(async () => {
  credentials = await makeCredentials();
});
afterEach(() => {
  for (const gateway of running.splice(0)) gateway.stop();
});

async function start(script: GatewayScript): Promise<string> {
  const gateway = await ScriptedGateway.start(credentials, script);
  running.push(gateway);
  return gateway.address;
}

async function open(addresses: readonly string[], options: ConnectOptions = {}): Promise<Session> {
  const session = await connect(await readProfile(profileFile(credentials, addresses)), options);
  running.push({
    stop: () => {
      session.close();
    },
  });
  return session;
}

describe('connect', () => {
  it('evaluates through the first gateway that answers', async () => {
    const session = await open([CLOSED, await start({ evaluate: ANSWER })]);
    expect(await session.society.isRegistered(['ptb:1'])).toEqual([{ meterId: 'ptb:1', registered: true }]);
  });

  it('gives a reason for each gateway when none answers', async () => {
    const stranger = await ScriptedGateway.start(await makeCredentials(), {});
    running.push(stranger);
    const addresses = [CLOSED, stranger.address];
    const failure = await failureOf(() => open(addresses));
    expect(failure.code).toBe('LEDGER_UNREACHABLE');
    expect(failure.message).toContain(`${addresses[0] ?? ''}: nothing listens there`);
    expect(failure.message).toContain(`${addresses[1] ?? ''}: its TLS certificate is not from the authority`);
  });

  it.each(['', 'no PEM'])('refuses TLS roots that are %j', async (roots) => {
    const profile = await readProfile(profileFile(credentials, ['localhost:1']));
    const gateways = profile.gateways.map((gateway) => ({
      ...gateway,
      tlsRootCertificates: temporaryFile(roots),
    }));
    expect((await failureOf(() => connect({ ...profile, gateways }))).code).toBe('IDENTITY_UNREADABLE');
  });

  it("tells the contract's refusal by its code", async () => {
    const session = await open([await start({ refuse: 'METER_UNKNOWN: no meter has this ID' })]);
    const failure = await failureOf(() => session.society.isRegistered(['ptb:1']));
    expect(failure).toMatchObject({ code: 'LEDGER_REFUSED', refusal: { code: 'METER_UNKNOWN' } });
  });

  it('gives up a query when its deadline has passed', async () => {
    const session = await open([await start({})], { deadlines: { evaluate: 200 } });
    expect((await failureOf(() => session.administrator.getPolicy())).code).toBe('DEADLINE_EXCEEDED');
  });

  it('gives result, transaction ID and block of a transaction that was committed', async () => {
    const address = await start({ endorse: GRANTED, submit: true, commitStatus: StatusCode.VALID });
    const committed = await (await open([address])).permittedEndorser.issueChallenge();
    expect(committed).toMatchObject({ result: { challengeId: 'c' }, blockNumber: 7n });
    expect(committed.transactionId).toMatch(/^[0-9a-f]{64}$/);
  });

  it('fails with the validation code of a transaction that was found invalid', async () => {
    const commitStatus = StatusCode.ENDORSEMENT_POLICY_FAILURE;
    const session = await open([await start({ endorse: GRANTED, submit: true, commitStatus })]);
    expect(await failureOf(() => session.permittedEndorser.issueChallenge())).toMatchObject({
      code: 'COMMIT_FAILED',
      validationCode: 'ENDORSEMENT_POLICY_FAILURE',
    });
  });

  it.each([
    ['the commit status', { endorse: GRANTED, submit: true }],
    ['the submission', { endorse: GRANTED }],
  ] as const)('does not know about the commit when %s is not answered in time', async (_what, script) => {
    const session = await open([await start(script)], { deadlines: { submit: 200, commitStatus: 200 } });
    const failure = await failureOf(() => session.permittedEndorser.issueChallenge());
    expect(failure.code).toBe('COMMIT_UNKNOWN');
    expect(failure.transactionId).toMatch(/^[0-9a-f]{64}$/);
  });

  it('knows that nothing was written when the endorsement is not answered in time', async () => {
    const session = await open([await start({})], { deadlines: { endorse: 200 } });
    const failure = await failureOf(() => session.permittedEndorser.issueChallenge());
    expect(failure.code).toBe('DEADLINE_EXCEEDED');
  });

  it('closes more than once and refuses calls after that', async () => {
    const session = await open([await start({ evaluate: ANSWER })]);
    session.close();
    session.close();
    expect((await failureOf(() => session.society.isRegistered(['ptb:1']))).code).toBe('SESSION_CLOSED');
  });
});
