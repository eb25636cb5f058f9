// SPDX-License-Identifier: Apache-2.0
import { common, type peer } from '@hyperledger/fabric-protos';
import { collect } from '../calls/collect';
import type { Caller } from '../identity/caller';
import type { Cast } from '../identity/cast';
import type { Lab } from '../lab';
import { signedEnvelope } from '../messages/envelope';
import { eventsRequest, position, statusRequest } from '../messages/requests';
import { seekEnvelope } from '../messages/seek';
import { deliveredSeen, streamEndSeen } from '../observation/streams';
import type { Observation } from '../observation/observation';
import { answeredSeen, endorsementSeen, evaluationSeen } from '../observation/results';
import type { ConformanceCase } from './conformance-case';

/** Something that a caller may or may not do. */
type Attempt = (lab: Lab, caller: Caller) => Promise<Observation>;

const args = ['get', 'anything'];

const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  evaluate: async (lab, caller) => evaluationSeen(await lab.evaluate(lab.proposal({ args }, caller).signed)),
  endorse: async (lab, caller) => endorsementSeen(await lab.endorse(lab.proposal({ args }, caller).signed)),
  'query chain info': async (lab, caller) => {
    const wish = { chaincode: 'qscc', args: ['GetChainInfo', lab.ledger.channel] };
    const answered = await lab.evaluate(lab.proposal(wish, caller).signed, ['PTBMSP']);
    return answeredSeen(answered, () => 'answered');
  },
  submit: submitSomething,
  'commit status': async (lab, caller) => {
    const { channel } = lab.ledger;
    const transactionId = await lab.someTransaction();
    const answered = await lab.commitStatus(statusRequest(caller, { channel, transactionId }));
    return answeredSeen(answered, () => 'answered');
  },
  events: async (lab, caller) => {
    const { channel, chaincode } = lab.ledger;
    await lab.someTransaction();
    const request = eventsRequest(caller, { channel, chaincode, start: position.block(0) });
    const stream = lab.peer.gateway.chaincodeEvents(request, { deadline: Date.now() + 30_000 });
    const { messages, end } = await collect(stream, () => true);
    return messages.length > 0 ? 'answered' : streamEndSeen(end);
  },
  deliver: async (lab, caller) => {
    const [start, stop] = [position.oldest(), position.oldest()];
    const stream = lab.peer.deliver.deliverFiltered({ deadline: Date.now() + 30_000 });
    stream.write(seekEnvelope(caller, { channel: lab.ledger.channel, start, stop }));
    return deliveredSeen(
      await collect<peer.DeliverResponse>(stream, (seen) => seen.at(-1)?.hasStatus() === true),
    );
  },
};

/** An envelope that the orderer takes from a writer; at the peers it is invalid, whoever sends it. */
async function submitSomething(lab: Lab, caller: Caller): Promise<Observation> {
  const { prepared } = await lab.endorsed({ args });
  const payload = common.Payload.deserializeBinary(prepared.getPayload_asU8());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(caller.serialized);
  signatureHeader.setNonce(Buffer.from('nonce'));
  payload.getHeader()?.setSignatureHeader(signatureHeader.serializeBinary());
  const next = await lab.height();
  const sent = await lab.submit(signedEnvelope(payload.serializeBinary(), caller));
  if (!('refusal' in sent)) await lab.blockAt(next);
  return answeredSeen(sent, () => 'taken');
}

const callersOf = (cast: Cast): Readonly<Record<string, Caller>> => ({
  client: cast.client,
  administrator: cast.admin,
  'client of the other institute': cast.foreigner,
  peer: cast.peer,
  orderer: cast.orderer,
  ...cast.strange,
});

/** Names of all callers; the cast itself is made when a ledger is there. */
const CALLERS = [
  'client',
  'administrator',
  'client of the other institute',
  'peer',
  'orderer',
  'no role',
  'two roles',
  'role in upper case',
  'unknown unit besides the role',
  'expired',
  'revoked',
  'not yet valid',
  'forged signature of the authority',
  "other institute's authority",
  'authority as caller',
  'intermediate authority',
  'certificate under another MSP',
  'unknown MSP',
  'no MSP',
  'no certificate',
  'text for a certificate',
  'broken certificate',
  'text for an identity',
  'nobody',
] as const;

/** Every caller tries everything. */
export const callerCases: readonly ConformanceCase[] = Object.entries(ATTEMPTS).flatMap(([attempt, run]) =>
  CALLERS.map((name) => ({
    name: `${attempt} as ${name}`,
    run: async (lab: Lab) => {
      const caller = callersOf(lab.cast)[name];
      if (caller === undefined) throw new Error(`no caller "${name}"`);
      return await run(lab, caller);
    },
  })),
);
