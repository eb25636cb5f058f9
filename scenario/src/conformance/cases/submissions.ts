// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { signAs } from '../identity/caller';
import type { Lab } from '../lab';
import { signedEnvelope } from '../messages/envelope';
import type { Observation } from '../observation/observation';
import { answeredSeen } from '../observation/results';
import type { ConformanceCase } from './conformance-case';

const { HeaderType } = common;

const ELEVEN_MEBIBYTES = 11 * 1024 * 1024;

/** What is sent instead of a good transaction. */
type Making = (lab: Lab, good: common.Envelope) => common.Envelope | undefined;

const headerChanged =
  (change: (header: common.ChannelHeader) => void): Making =>
  (lab, good) => {
    const payload = common.Payload.deserializeBinary(good.getPayload_asU8());
    const header = payload.getHeader() ?? new common.Header();
    const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
    change(channelHeader);
    header.setChannelHeader(channelHeader.serializeBinary());
    payload.setHeader(header);
    return signedEnvelope(payload.serializeBinary(), lab.cast.client);
  };

const headerBytes =
  (change: (header: common.Header) => void): Making =>
  (lab, good) => {
    const payload = common.Payload.deserializeBinary(good.getPayload_asU8());
    const header = payload.getHeader() ?? new common.Header();
    change(header);
    payload.setHeader(header);
    return signedEnvelope(payload.serializeBinary(), lab.cast.client);
  };

const GARBAGE = Buffer.from('ffffffff', 'hex');

/** Transactions that the orderer does not take. */
const REFUSED: Readonly<Record<string, Making>> = {
  'no transaction': () => undefined,
  'no signature': (_, good) => {
    const envelope = good.clone();
    envelope.setSignature('');
    return envelope;
  },
  'signature over something else': (lab, good) => {
    const envelope = good.clone();
    envelope.setSignature(signAs(lab.cast.client, Buffer.from('something else')));
    return envelope;
  },
  'high s': (lab, good) => {
    const envelope = good.clone();
    envelope.setSignature(signAs(lab.cast.client, good.getPayload_asU8(), 'high'));
    return envelope;
  },
  'broken payload': (lab) => signedEnvelope(GARBAGE, lab.cast.client),
  'empty payload': (lab) => signedEnvelope(new Uint8Array(), lab.cast.client),
  'no header': (lab) => signedEnvelope(new common.Payload().serializeBinary(), lab.cast.client),
  'broken channel header': headerBytes((header) => {
    header.setChannelHeader(GARBAGE);
  }),
  'broken signature header': headerBytes((header) => {
    header.setSignatureHeader(GARBAGE);
  }),
  'no signature header': headerBytes((header) => {
    header.setSignatureHeader('');
  }),
  'unknown channel in the header': headerChanged((header) => {
    header.setChannelId('elsewhere');
  }),
  'no channel in the header': headerChanged((header) => {
    header.setChannelId('');
  }),
  'header type CONFIG': headerChanged((header) => {
    header.setType(HeaderType.CONFIG);
  }),
  'header type CONFIG_UPDATE': headerChanged((header) => {
    header.setType(HeaderType.CONFIG_UPDATE);
  }),
  'more than the orderer takes': (lab, good) => {
    const payload = common.Payload.deserializeBinary(good.getPayload_asU8());
    payload.setData(Buffer.alloc(ELEVEN_MEBIBYTES));
    return signedEnvelope(payload.serializeBinary(), lab.cast.client);
  },
};

async function submitted(lab: Lab, make: Making): Promise<Observation> {
  const { prepared } = await lab.endorsed({ args: ['put', 'submission', 'value'] });
  const good = signedEnvelope(prepared.getPayload_asU8(), lab.cast.client);
  return answeredSeen(await lab.submit(make(lab, good)), () => 'taken');
}

async function submittedTo(lab: Lab, channel: string): Promise<Observation> {
  const { prepared } = await lab.endorsed({ args: ['put', 'submission', 'value'] });
  const good = signedEnvelope(prepared.getPayload_asU8(), lab.cast.client);
  return answeredSeen(await lab.submit(good, channel), () => 'taken');
}

/** What gateway and orderer say to transactions that do not reach a block. */
export const submissionCases: readonly ConformanceCase[] = [
  ...Object.entries(REFUSED).map(([what, make]) => ({
    name: `submit: ${what}`,
    run: async (lab: Lab) => await submitted(lab, make),
  })),
  { name: 'submit: unknown channel in the request', run: async (lab) => await submittedTo(lab, 'elsewhere') },
  { name: 'submit: no channel in the request', run: async (lab) => await submittedTo(lab, '') },
];
