// SPDX-License-Identifier: Apache-2.0
import { gateway } from '@hyperledger/fabric-protos';
import { signAs } from '../identity/caller';
import type { Lab } from '../lab';
import { statusRequest } from '../messages/requests';
import type { Observation } from '../observation/observation';
import { answeredSeen } from '../observation/results';
import { codeName } from '../observation/validation-code';
import type { ConformanceCase } from './conformance-case';

const BRIEF_MILLISECONDS = 700;

/** A transaction ID that nobody will ever use. */
const UNKNOWN = 'cd'.repeat(32);

async function asked(
  lab: Lab,
  request: gateway.SignedCommitStatusRequest,
  milliseconds?: number,
): Promise<Observation> {
  const answered = await lab.commitStatus(request, milliseconds);
  return answeredSeen(answered, (answer) => ({
    result: codeName(answer.getResult()),
    hasBlock: answer.getBlockNumber() > 0,
  }));
}

/** A request of which the bytes are what they are. */
function requestOf(
  bytes: Uint8Array,
  signature: Uint8Array = Buffer.of(1),
): gateway.SignedCommitStatusRequest {
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(bytes);
  signed.setSignature(signature);
  return signed;
}

async function withSignature(lab: Lab, sign: (data: Uint8Array) => Uint8Array): Promise<Observation> {
  const { channel } = lab.ledger;
  const transactionId = await lab.someTransaction();
  const request = statusRequest(lab.cast.client, { channel, transactionId });
  request.setSignature(sign(request.getRequest_asU8()));
  return await asked(lab, request);
}

/** Waits for transactions. */
export const statusCases: readonly ConformanceCase[] = [
  { name: 'commit status: no request', run: async (lab) => await asked(lab, requestOf(new Uint8Array())) },
  {
    name: 'commit status: broken request',
    run: async (lab) => await asked(lab, requestOf(Buffer.from('ffffffff', 'hex'))),
  },
  {
    name: 'commit status: no identity',
    run: async (lab) => {
      const request = new gateway.CommitStatusRequest();
      request.setChannelId(lab.ledger.channel);
      request.setTransactionId(UNKNOWN);
      return await asked(lab, requestOf(request.serializeBinary()));
    },
  },
  {
    name: 'commit status: no channel',
    run: async (lab) =>
      await asked(lab, statusRequest(lab.cast.client, { channel: '', transactionId: UNKNOWN })),
  },
  {
    name: 'commit status: unknown channel',
    run: async (lab) =>
      await asked(lab, statusRequest(lab.cast.client, { channel: 'elsewhere', transactionId: UNKNOWN })),
  },
  {
    name: 'commit status: no transaction ID',
    run: async (lab) => {
      const { channel } = lab.ledger;
      return await asked(lab, statusRequest(lab.cast.client, { channel, transactionId: '' }));
    },
  },
  {
    name: 'commit status: no signature',
    run: async (lab) => await withSignature(lab, () => new Uint8Array()),
  },
  {
    name: 'commit status: high s',
    run: async (lab) => await withSignature(lab, (data) => signAs(lab.cast.client, data, 'high')),
  },
  {
    name: "commit status: somebody else's signature",
    run: async (lab) => await withSignature(lab, (data) => signAs(lab.cast.foreigner, data)),
  },
  {
    name: 'commit status: unknown transaction until the deadline',
    run: async (lab) => {
      const { channel } = lab.ledger;
      const request = statusRequest(lab.cast.client, { channel, transactionId: UNKNOWN });
      return await asked(lab, request, BRIEF_MILLISECONDS);
    },
  },
  {
    name: 'commit status: asked before the transaction is sent',
    run: async (lab) => {
      const { channel } = lab.ledger;
      const endorsed = await lab.endorsed({ args: ['put', 'asked before', 'value'] });
      const request = statusRequest(lab.cast.client, { channel, transactionId: endorsed.transactionId });
      const [seen] = await Promise.all([asked(lab, request), lab.committed(endorsed)]);
      return seen;
    },
  },
  {
    name: 'commit status: an invalid transaction',
    run: async (lab) => {
      const { channel } = lab.ledger;
      const endorsed = await lab.endorsed({ args: ['put', 'invalid', 'value'], organisations: ['PTBMSP'] });
      await lab.committed(endorsed);
      const { transactionId } = endorsed;
      return await asked(lab, statusRequest(lab.cast.foreigner, { channel, transactionId }));
    },
  },
  {
    name: 'commit status: the first of two transactions with one ID',
    run: async (lab) => {
      const { channel } = lab.ledger;
      const endorsed = await lab.endorsed({ args: ['put', 'first of two', 'value'] });
      await lab.committed(endorsed);
      await lab.committed(endorsed);
      const { transactionId } = endorsed;
      return await asked(lab, statusRequest(lab.cast.client, { channel, transactionId }));
    },
  },
];
