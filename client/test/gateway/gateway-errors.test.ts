// SPDX-License-Identifier: Apache-2.0
import { Metadata, status } from '@grpc/grpc-js';
import {
  ClientError,
  clientErrors,
  commitFailed,
  CommitError,
  ConnectError,
  EndorseError,
  EvaluateError,
  SubmitError,
  translateGatewayError,
} from '@meterpki/client';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { refusal } from '@meterpki/protocol';

const ID = 'ab'.repeat(32);

function gatewayError(code: status, summary: string, ...nodes: string[]): GatewayError {
  const message = `${code} ${status[code]}: ${summary}`;
  const cause = Object.assign(new Error(message), { code, details: summary, metadata: new Metadata() });
  const details = nodes.map((text, index) => ({
    address: `peer${index}:7051`,
    mspId: 'PTBMSP',
    message: text,
  }));
  return new GatewayError({ code, message, details, cause });
}

const refused = refusal('METER_UNKNOWN', 'meterIds[3]', 'register it first').message;

describe('translateGatewayError before submission', () => {
  it.each([
    ['a detail', gatewayError(status.ABORTED, 'failed to endorse', `chaincode response 500, ${refused}`)],
    [
      'the second node',
      gatewayError(status.ABORTED, 'failed', 'timeout', `chaincode response 500, ${refused}`),
    ],
    [
      'the message alone',
      gatewayError(status.UNKNOWN, `evaluate call failed: chaincode response 500, ${refused}`),
    ],
  ])("reads the contract's refusal from %s", (_where, error) => {
    const translated = translateGatewayError('endorse', error);
    expect(translated.code).toBe('LEDGER_REFUSED');
    expect(translated.refusal?.code).toBe('METER_UNKNOWN');
    expect(translated.faults).toEqual([{ path: 'meterIds[3]', text: 'register it first' }]);
    expect(translated.message).not.toContain('\n');
  });

  it.each([
    ['LEDGER_UNREACHABLE', status.UNAVAILABLE, 'connection dropped'],
    ['LEDGER_UNREACHABLE', status.INTERNAL, 'Received RST_STREAM with code 2 (Internal server error)'],
    ['ENDORSEMENT_FAILED', status.INTERNAL, 'a fault of the peer'],
    ['DEADLINE_EXCEEDED', status.DEADLINE_EXCEEDED, 'too slow'],
    ['LEDGER_BUSY', status.RESOURCE_EXHAUSTED, 'too many requests'],
    ['IDENTITY_REFUSED', status.PERMISSION_DENIED, 'no'],
    ['IDENTITY_REFUSED', status.UNKNOWN, 'access denied: channel [c] creator org [PTBMSP]'],
    ['ENDORSEMENT_FAILED', status.ABORTED, 'could not launch chaincode'],
    ['ENDORSERS_MISSING', status.FAILED_PRECONDITION, 'no combination of peers can be derived which satisfy'],
    ['ENDORSERS_MISSING', status.UNAVAILABLE, 'failed to find any endorsing peers for org(s): InmetroMSP'],
    ['ENDORSEMENTS_DIFFER', status.ABORTED, 'ProposalResponsePayloads do not match'],
  ])('gives %s for status %i "%s"', (code, grpc, summary) => {
    expect(translateGatewayError('endorse', gatewayError(grpc, summary)).code).toBe(code);
  });

  it('tells peers that cannot be reached from peers that do not endorse', () => {
    const away =
      'rpc error: code = Unavailable desc = connection error: desc = "dial tcp 127.0.0.1:1: refused"';
    const codeFor = (...nodes: string[]): string =>
      translateGatewayError('endorse', gatewayError(status.ABORTED, 'failed to collect', ...nodes)).code;
    expect(codeFor(away, away)).toBe('ENDORSERS_MISSING');
    expect(codeFor(away, 'rpc error: code = Unknown desc = a fault')).toBe('ENDORSEMENT_FAILED');
    expect(codeFor()).toBe('ENDORSEMENT_FAILED');
    // A query needs no endorsers: there the ledger is what cannot be reached.
    const query = translateGatewayError('evaluate', gatewayError(status.UNAVAILABLE, 'failed', away));
    expect(query.code).toBe('LEDGER_UNREACHABLE');
  });

  it('names node and reason, and what to do, when peers do not endorse', () => {
    const error = gatewayError(status.ABORTED, 'failed to endorse', 'could not launch chaincode x: closed');
    const { message, next } = translateGatewayError('endorse', error);
    expect(message).toContain('peer0:7051 (PTBMSP): could not launch chaincode x');
    expect(next).toMatch(/Start the chaincode/);
  });

  it('calls a foreign exception internal and keeps it as the cause', () => {
    const foreign = new TypeError('boom');
    expect(translateGatewayError('evaluate', foreign)).toMatchObject({ code: 'INTERNAL', cause: foreign });
  });
});

describe('the class of an error', () => {
  it.each([
    ['evaluate', status.ABORTED, EvaluateError],
    ['endorse', status.ABORTED, EndorseError],
    ['endorse', status.UNAVAILABLE, ConnectError],
    ['submit', status.INVALID_ARGUMENT, SubmitError],
    ['submit', status.UNAVAILABLE, CommitError],
    ['commitStatus', status.DEADLINE_EXCEEDED, CommitError],
  ] as const)('tells how far a call came: %s, status %i', (stage, code, expected) => {
    const error = translateGatewayError(stage, gatewayError(code, 'no', 'one node', 'another'), ID);
    expect(error).toBeInstanceOf(expected);
    expect(error).toBeInstanceOf(ClientError);
    expect(error.name).toBe(expected.name);
    expect(error.nodes).toEqual([
      { address: 'peer0:7051', mspId: 'PTBMSP', message: 'one node' },
      { address: 'peer1:7051', mspId: 'PTBMSP', message: 'another' },
    ]);
  });

  it('is that of the step in which the contract refused', () => {
    const error = gatewayError(status.ABORTED, refused);
    expect(translateGatewayError('evaluate', error)).toBeInstanceOf(EvaluateError);
    expect(translateGatewayError('endorse', error)).toBeInstanceOf(EndorseError);
    expect(commitFailed(ID, 'MVCC_READ_CONFLICT')).toBeInstanceOf(CommitError);
  });

  it('stands for every code', () => {
    const steps = new Set(Object.values(clientErrors).map(({ step }) => step));
    expect([...steps].sort()).toEqual([
      'answer',
      'bundle',
      'commit',
      'connect',
      'endorse',
      'evaluate',
      'input',
      'internal',
      'profile',
      'submit',
    ]);
  });
});

describe('translateGatewayError from submission on', () => {
  it.each([
    ['submit', status.UNAVAILABLE],
    ['submit', status.DEADLINE_EXCEEDED],
    ['submit', status.ABORTED],
    ['commitStatus', status.DEADLINE_EXCEEDED],
    ['commitStatus', status.PERMISSION_DENIED],
  ] as const)('leaves the commit unknown when %s ends with status %i', (stage, code) => {
    const translated = translateGatewayError(stage, gatewayError(code, 'lost'), ID);
    expect(translated).toMatchObject({ code: 'COMMIT_UNKNOWN', transactionId: ID });
    expect(translated.message).toContain(ID);
  });

  it('leaves it unknown after a foreign exception, too', () => {
    const translated = translateGatewayError('commitStatus', new Error('boom'), ID);
    expect(translated).toMatchObject({ code: 'COMMIT_UNKNOWN', transactionId: ID });
  });

  it('says that nothing was written when the gateway turned the submission down', () => {
    const translated = translateGatewayError('submit', gatewayError(status.RESOURCE_EXHAUSTED, 'full'), ID);
    expect(translated).toMatchObject({ code: 'SUBMIT_FAILED', transactionId: ID });
  });

  it('does not take the text of an orderer for a refusal of the contract', () => {
    const error = gatewayError(status.UNAVAILABLE, 'lost', `chaincode response 500, ${refused}`);
    expect(translateGatewayError('submit', error, ID).code).toBe('COMMIT_UNKNOWN');
  });
});

describe('commitFailed', () => {
  it("carries Fabric's validation code", () => {
    const error = commitFailed(ID, 'ENDORSEMENT_POLICY_FAILURE');
    expect(error).toMatchObject({
      code: 'COMMIT_FAILED',
      validationCode: 'ENDORSEMENT_POLICY_FAILURE',
      transactionId: ID,
    });
    expect(error.next).toMatch(/more institutes/);
  });
});
