// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { StatusCode } from '@hyperledger/fabric-gateway';
import { connect, readProfile, type ConnectOptions, type Session } from '@meterpki/client';
import { makeCredentials, type Credentials } from '../support/certificates';
import { failureOf } from '../support/failures';
import { profileFile } from '../support/profiles';
import { ScriptedGateway, type GatewayScript } from '../support/scripted-gateway';

const REGISTERED = '{"answers":[{"meterId":"ptb:1","registered":true}]}';
const NOT_REGISTERED = '{"answers":[{"meterId":"ptb:1","registered":false}]}';
const CHALLENGE = '{"challengeId":"c"}';

let credentials: Credentials;
const running: { stop(): void }[] = [];

beforeAll(async () => {
  credentials = await makeCredentials();
});
afterEach(() => {
  for (const gateway of running.splice(0)) gateway.stop();
});

async function start(script: GatewayScript, port?: number): Promise<ScriptedGateway> {
  const gateway = await ScriptedGateway.start(credentials, script, port);
  running.push(gateway);
  return gateway;
}

async function open(gateways: readonly ScriptedGateway[], options: ConnectOptions = {}): Promise<Session> {
  const addresses = gateways.map(({ address }) => address);
  const session = await connect(await readProfile(profileFile(credentials, addresses)), options);
  running.unshift({
    stop: () => {
      session.close();
    },
  });
  return session;
}

const isRegistered = async ({ society }: Session): Promise<boolean | undefined> =>
  (await society.isRegistered(['ptb:1']))[0]?.registered;

describe('a query', () => {
  it('goes to the next gateway when one ends, and back to the first when that is there again', async () => {
    const first = await start({ evaluate: REGISTERED });
    const second = await start({ evaluate: NOT_REGISTERED });
    const session = await open([first, second]);
    expect(await isRegistered(session)).toBe(true);
    first.stop();
    expect(await isRegistered(session)).toBe(false);
    expect(await isRegistered(session)).toBe(false);
    await start({ evaluate: REGISTERED }, first.port);
    while ((await isRegistered(session)) !== true) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('that is not answered in time goes to the next gateway', async () => {
    const silent = await start({});
    const session = await open([silent, await start({ evaluate: REGISTERED })], {
      deadlines: { evaluate: 1500 },
    });
    expect(await isRegistered(session)).toBe(true);
    expect(silent.calls).toHaveLength(1);
  });

  it('that is refused goes nowhere else', async () => {
    const other = await start({ evaluate: REGISTERED });
    const session = await open([await start({ refuse: 'METER_UNKNOWN: no meter has this ID' }), other]);
    expect((await failureOf(() => isRegistered(session))).code).toBe('LEDGER_REFUSED');
    expect(other.calls).toHaveLength(0);
  });

  it('finds the gateway that is there again when all were away, and has a reason for each until then', async () => {
    const gateways = [await start({ evaluate: REGISTERED }), await start({ evaluate: REGISTERED })];
    const session = await open(gateways);
    for (const gateway of gateways) gateway.stop();
    const failure = await failureOf(() => isRegistered(session));
    expect(failure.code).toBe('LEDGER_UNREACHABLE');
    for (const { address } of gateways) expect(failure.message).toContain(address);
    await start({ evaluate: NOT_REGISTERED }, gateways[1]?.port);
    const answer = (): Promise<boolean | undefined> => isRegistered(session).catch(() => undefined);
    while ((await answer()) !== false) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

describe('a transaction', () => {
  const committing: GatewayScript = { endorse: CHALLENGE, submit: true, commitStatus: StatusCode.VALID };

  it('is endorsed through the next gateway where one cannot', async () => {
    const [first, second] = [await start({ endorseFails: true }), await start(committing)];
    const session = await open([first, second]);
    expect((await session.permittedEndorser.issueChallenge()).blockNumber).toBe(7n);
    expect([first.submissions, second.submissions]).toEqual([0, 1]);
  });

  it('is endorsed through the next gateway where one knows of too few peers', async () => {
    const gateways = [await start({ endorsersMissing: true }), await start(committing)];
    const session = await open(gateways);
    expect((await session.permittedEndorser.issueChallenge()).blockNumber).toBe(7n);
    expect(gateways.map(({ submissions }) => submissions)).toEqual([0, 1]);
  });

  it('for which no gateway knows enough peers says so, for each, whatever else is away', async () => {
    const missing: GatewayScript = { endorsersMissing: true };
    const gateways = [await start(missing), await start({ endorseFails: true }), await start(missing)];
    const session = await open(gateways, { retry: { attempts: 1 } });
    const failure = await failureOf(() => session.permittedEndorser.issueChallenge());
    expect([failure.code, failure.step]).toEqual(['ENDORSERS_MISSING', 'endorse']);
    for (const { address } of gateways) expect(failure.message).toContain(address);
  });

  it('that was sent when its gateway ended is asked for through another, and not sent again', async () => {
    const first: ScriptedGateway = await start({
      endorse: CHALLENGE,
      onSubmit: () => {
        first.stop();
      },
    });
    const second = await start(committing);
    const session = await open([first, second]);
    const committed = await session.permittedEndorser.issueChallenge();
    expect(committed).toMatchObject({ result: { challengeId: 'c' }, blockNumber: 7n });
    expect([first.submissions, second.submissions, second.questions]).toEqual([1, 0, 1]);
  });

  it('whose submission is answered unclearly is asked for through the same gateway first', async () => {
    const first = await start({ endorse: CHALLENGE, submitFails: true, commitStatus: StatusCode.VALID });
    const second = await start(committing);
    const session = await open([first, second]);
    expect((await session.permittedEndorser.issueChallenge()).blockNumber).toBe(7n);
    expect([first.submissions, first.questions, second.submissions, second.questions]).toEqual([1, 1, 0, 0]);
  });

  it('that is found invalid after all is told so', async () => {
    const first = await start({
      endorse: CHALLENGE,
      submitFails: true,
      commitStatus: StatusCode.ENDORSEMENT_POLICY_FAILURE,
    });
    const failure = await failureOf(async () => (await open([first])).permittedEndorser.issueChallenge());
    expect(failure.code).toBe('COMMIT_FAILED');
  });

  it('is looked for through a gateway that can tell, where the one that took it cannot', async () => {
    const first = await start({
      endorse: CHALLENGE,
      submit: true,
      commitStatusFails: status.UNAVAILABLE,
    });
    const second = await start(committing);
    const session = await open([first, second]);
    expect((await session.permittedEndorser.issueChallenge()).blockNumber).toBe(7n);
    expect([first.submissions, second.submissions]).toEqual([1, 0]);
  });

  it('that nobody knows of in time is unknown, under its ID, and was sent once', async () => {
    const first = await start({ endorse: CHALLENGE, submitFails: true });
    const second = await start({ endorse: CHALLENGE, submit: true, commitStatusFails: status.UNAVAILABLE });
    const session = await open([first, second], { deadlines: { commitStatus: 600 } });
    const failure = await failureOf(() => session.permittedEndorser.issueChallenge());
    expect(failure.code).toBe('COMMIT_UNKNOWN');
    expect(failure.transactionId).toMatch(/^[0-9a-f]{64}$/);
    expect([first.submissions, second.submissions]).toEqual([1, 0]);
  });

  it('that no gateway will ever tell of is unknown at once', async () => {
    const script: GatewayScript = {
      endorse: CHALLENGE,
      submit: true,
      commitStatusFails: status.PERMISSION_DENIED,
    };
    const gateways = [await start(script), await start(script)];
    const session = await open(gateways);
    const failure = await failureOf(() => session.permittedEndorser.issueChallenge());
    expect(failure.code).toBe('COMMIT_UNKNOWN');
    expect(gateways.map(({ questions }) => questions)).toEqual([1, 1]);
  });
});
