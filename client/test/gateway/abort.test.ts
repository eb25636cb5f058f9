// SPDX-License-Identifier: Apache-2.0
import { connect, readProfile, type DigestSigner, type Session } from '@meterpki/client';
import { makeCredentials, type Credentials } from '../support/certificates';
import { digestSigner } from '../support/digest-signer';
import { failureOf } from '../support/failures';
import { profileFile } from '../support/profiles';
import { ScriptedGateway, type GatewayScript } from '../support/scripted-gateway';

let credentials: Credentials;
let gateways: ScriptedGateway[] = [];
let session: Session | undefined;

beforeAll(async () => {
  credentials = await makeCredentials();
});
afterEach(() => {
  session?.close();
  for (const gateway of gateways.splice(0)) gateway.stop();
});

/** A session on two gateways that do the same. */
async function open(script: GatewayScript, signer?: DigestSigner): Promise<Session> {
  const one = await ScriptedGateway.start(credentials, script);
  gateways = [one, await ScriptedGateway.start(credentials, script)];
  const addresses = gateways.map(({ address }) => address);
  const profile = await readProfile(profileFile(credentials, addresses));
  session = await connect(profile, signer === undefined ? {} : { signer });
  return session;
}

/** A script that calls off when a proposal comes in, and never answers it. */
function callingOff(): { answer: () => undefined; signal: AbortSignal } {
  const control = new AbortController();
  return {
    signal: control.signal,
    answer: () => {
      control.abort();
    },
  };
}

/** A signer that calls off before it gives the signature of that number. */
function callingOffAt(number: number): { signer: DigestSigner; signal: AbortSignal } {
  const control = new AbortController();
  const sign = digestSigner(credentials);
  let signed = 0;
  const signer: DigestSigner = (digest) => {
    signed += 1;
    if (signed === number) control.abort();
    return sign(digest);
  };
  return { signer, signal: control.signal };
}

const submissions = (): number => gateways.reduce((sum, gateway) => sum + gateway.submissions, 0);
const proposals = (): number => gateways.reduce((sum, { calls }) => sum + calls.length, 0);

describe('a call with a signal', () => {
  it('that fired before asks nobody', async () => {
    const { calls } = await open({ evaluate: '{}', endorse: '{}' });
    const signal = AbortSignal.abort();
    const query = await failureOf(() => calls.evaluate('governance', 'GetPolicy', {}, undefined, { signal }));
    const write = await failureOf(() =>
      calls.submit('registry', 'IssueChallenge', {}, undefined, { signal }),
    );
    expect([query.code, write.code, proposals()]).toEqual(['ABORTED', 'ABORTED', 0]);
  });

  it('ends a query, which goes to no other gateway', async () => {
    const { answer, signal } = callingOff();
    const { calls } = await open({ evaluate: answer });
    const failure = await failureOf(() =>
      calls.evaluate('governance', 'GetPolicy', {}, undefined, { signal }),
    );
    expect([failure.code, proposals()]).toEqual(['ABORTED', 1]);
  });

  it('ends a transaction that is being endorsed: nothing is sent', async () => {
    const { answer, signal } = callingOff();
    const { calls } = await open({ endorse: answer, submit: true, commitStatus: 0 });
    const failure = await failureOf(() =>
      calls.submit('registry', 'IssueChallenge', {}, undefined, { signal }),
    );
    expect([failure.code, failure.transactionId, submissions()]).toEqual(['ABORTED', undefined, 0]);
  });

  it.each([
    ['is not answered yet', {}],
    ['was taken', { submit: true }],
  ] as const)('leaves the commit unknown where the submission %s', async (_what, more) => {
    const control = new AbortController();
    const onSubmit = (): void => {
      setImmediate(() => {
        control.abort();
      });
    };
    const { calls } = await open({ endorse: '{}', onSubmit, ...more });
    const failure = await failureOf(() =>
      calls.submit('registry', 'IssueChallenge', {}, undefined, { signal: control.signal }),
    );
    expect([failure.code, submissions()]).toEqual(['COMMIT_UNKNOWN', 1]);
    expect(failure.transactionId).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that fires while a query is signed asks nobody', async () => {
    const { signer, signal } = callingOffAt(1);
    const { calls } = await open({ evaluate: '{}' }, signer);
    const failure = await failureOf(() =>
      calls.evaluate('governance', 'GetPolicy', {}, undefined, { signal }),
    );
    expect([failure.code, proposals()]).toEqual(['ABORTED', 0]);
  });

  it('that fires while a proposal is signed sends none', async () => {
    const { signer, signal } = callingOffAt(1);
    const { calls } = await open({ endorse: '{}', submit: true, commitStatus: 0 }, signer);
    const failure = await failureOf(() =>
      calls.submit('registry', 'IssueChallenge', {}, undefined, { signal }),
    );
    expect([failure.code, proposals(), submissions()]).toEqual(['ABORTED', 0, 0]);
  });

  it('that fires while a transaction is signed sends nothing, and nothing is unknown', async () => {
    const { signer, signal } = callingOffAt(2);
    const { society } = await open({ endorse: '{}', submit: true, commitStatus: 0 }, signer);
    const failure = await failureOf(() => society.recordList([{ text: 'receipt' }], { signal }));
    expect([failure.code, proposals(), submissions()]).toEqual(['ABORTED', 1, 0]);
  });

  it('that never fires changes nothing', async () => {
    const { calls } = await open({ endorse: '{"challengeId":"c"}', submit: true, commitStatus: 0 });
    const { signal } = new AbortController();
    const committed = await calls.submit('registry', 'IssueChallenge', {}, undefined, { signal });
    expect(committed).toMatchObject({ result: { challengeId: 'c' }, blockNumber: 7n });
  });
});
