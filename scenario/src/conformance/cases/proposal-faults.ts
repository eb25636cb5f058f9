// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import { signAs } from '../identity/caller';
import type { ProposalWish } from '../messages/proposal';
import { evaluationSeen, endorsementSeen } from '../observation/results';
import type { ConformanceCase } from './conformance-case';

const { HeaderType } = common;
const MINUTE = 60;

/** Bytes that are no protobuf message: a field of an impossible wire type. */
const GARBAGE = Buffer.from('ffffffff', 'hex');

const specWith = (fill: (spec: peer.ChaincodeSpec) => void): Uint8Array => {
  const spec = new peer.ChaincodeSpec();
  fill(spec);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  return invocation.serializeBinary();
};

const namedChaincode = (name: string): peer.ChaincodeID => {
  const id = new peer.ChaincodeID();
  id.setName(name);
  return id;
};

const extensionWith = (id: peer.ChaincodeID | undefined): Uint8Array => {
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(id);
  return extension.serializeBinary();
};

const args = ['put', 'fault', 'value'];

/** Proposals with one thing wrong, by what is wrong. */
const FAULTS: Readonly<Record<string, ProposalWish>> = {
  'no signature': { args, sign: () => new Uint8Array() },
  'signature over something else': {
    args,
    sign: (_, caller) => signAs(caller, Buffer.from('something else')),
  },
  'high s': { args, sign: (data, caller) => signAs(caller, data, 'high') },
  'text for a signature': { args, sign: () => Buffer.from('no signature') },
  'bytes after the signature': {
    args,
    sign: (data, caller) => Buffer.concat([signAs(caller, data), Buffer.of(0)]),
  },
  'a third number in the signature': {
    args,
    sign: (data, caller) => {
      const [tag = 0, length = 0, ...numbers] = signAs(caller, data);
      return Buffer.of(tag, length + 3, ...numbers, 0x02, 1, 1);
    },
  },
  'empty nonce': { args, nonce: new Uint8Array() },
  'transaction ID of another nonce': { args, transactionId: 'ab'.repeat(32) },
  'no transaction ID': { args, transactionId: '' },
  'epoch 1': { args, epoch: 1 },
  'header type MESSAGE': { args, type: HeaderType.MESSAGE },
  'header type CONFIG': { args, type: HeaderType.CONFIG },
  'header type CONFIG_UPDATE': { args, type: HeaderType.CONFIG_UPDATE },
  'unknown header type': { args, type: 77 },
  'timestamp 14 minutes old': { args, clock: -14 * MINUTE },
  'timestamp 16 minutes old': { args, clock: -16 * MINUTE },
  'timestamp 14 minutes ahead': { args, clock: 14 * MINUTE },
  'timestamp 16 minutes ahead': { args, clock: 16 * MINUTE },
  'no timestamp': { args, clock: 'none' },
  'unknown channel': { args, channel: 'elsewhere' },
  'no channel': { args, channel: '' },
  'unknown chaincode': { args, chaincode: 'elsewhere' },
  'no chaincode': { args, chaincode: '' },
  'unknown chaincode in the header only': { args, headerChaincode: 'elsewhere' },
  'no chaincode in the header': { args, headerChaincode: '' },
  'unknown chaincode in the payload only': { args, chaincode: 'elsewhere', headerChaincode: 'conformance' },
  'broken proposal': { instead: { proposal: GARBAGE } },
  'empty proposal': { instead: { proposal: new Uint8Array() } },
  'broken header': { instead: { header: GARBAGE } },
  'empty header': { instead: { header: new Uint8Array() } },
  'broken channel header': { instead: { channelHeader: GARBAGE } },
  'empty channel header': { instead: { channelHeader: new Uint8Array() } },
  'broken signature header': { instead: { signatureHeader: GARBAGE } },
  'empty signature header': { instead: { signatureHeader: new Uint8Array() } },
  'broken header extension': { args, instead: { extension: GARBAGE } },
  'empty header extension': { args, instead: { extension: new Uint8Array() } },
  'header extension without name': { args, instead: { extension: extensionWith(new peer.ChaincodeID()) } },
  'broken payload': { instead: { payload: GARBAGE } },
  'empty payload': { instead: { payload: new Uint8Array() } },
  'broken invocation': { instead: { invocation: GARBAGE } },
  'invocation without specification': {
    instead: { invocation: new peer.ChaincodeInvocationSpec().serializeBinary() },
  },
  'specification without chaincode': {
    instead: {
      invocation: specWith((spec) => {
        spec.setInput(new peer.ChaincodeInput());
      }),
    },
  },
  'specification without input': {
    instead: {
      invocation: specWith((spec) => {
        spec.setChaincodeId(namedChaincode('conformance'));
      }),
    },
  },
};

/** Each fault on the way to an evaluation and to an endorsement. */
export const proposalFaultCases: readonly ConformanceCase[] = Object.entries(FAULTS).flatMap(
  ([fault, wish]) => [
    {
      name: `evaluate: ${fault}`,
      run: async (lab) => evaluationSeen(await lab.evaluate(lab.proposal(wish).signed)),
    },
    {
      name: `endorse: ${fault}`,
      run: async (lab) => endorsementSeen(await lab.endorse(lab.proposal(wish).signed)),
    },
  ],
);
