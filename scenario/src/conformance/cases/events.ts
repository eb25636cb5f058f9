// SPDX-License-Identifier: Apache-2.0
import { gateway } from '@hyperledger/fabric-protos';
import { collect } from '../calls/collect';
import { signAs } from '../identity/caller';
import type { Lab } from '../lab';
import { eventsRequest, type EventsWish, position } from '../messages/requests';
import type { Observation } from '../observation/observation';
import { eventsSeen } from '../observation/streams';
import type { ConformanceCase } from './conformance-case';

const PATIENCE_MILLISECONDS = 30_000;
const BRIEF_MILLISECONDS = 700;

/** Reads blocks with events until so many have come, or the deadline is over. */
async function read(
  lab: Lab,
  request: gateway.SignedChaincodeEventsRequest,
  blocks: number,
  milliseconds = PATIENCE_MILLISECONDS,
): Promise<Observation> {
  const stream = lab.peer.gateway.chaincodeEvents(request, { deadline: Date.now() + milliseconds });
  return eventsSeen(await collect(stream, (seen) => seen.length === blocks));
}

const requestFor = (lab: Lab, wish: Partial<EventsWish>): gateway.SignedChaincodeEventsRequest =>
  eventsRequest(lab.cast.client, { channel: lab.ledger.channel, chaincode: lab.ledger.chaincode, ...wish });

/** A transaction that emits an event, and the block it is in. */
async function emitted(lab: Lab, name: string): Promise<{ transactionId: string; block: number }> {
  const block = await lab.height();
  return { transactionId: await lab.done('event', name, `payload of ${name}`), block };
}

function spoilt(lab: Lab, sign: (data: Uint8Array) => Uint8Array): gateway.SignedChaincodeEventsRequest {
  const request = requestFor(lab, { start: position.block(0) });
  request.setSignature(sign(request.getRequest_asU8()));
  return request;
}

function requestOf(bytes: Uint8Array): gateway.SignedChaincodeEventsRequest {
  const request = new gateway.SignedChaincodeEventsRequest();
  request.setRequest(bytes);
  request.setSignature(Buffer.of(1));
  return request;
}

const refusedCases: readonly ConformanceCase[] = [
  { name: 'events: no request', run: async (lab) => await read(lab, requestOf(new Uint8Array()), 1) },
  {
    name: 'events: broken request',
    run: async (lab) => await read(lab, requestOf(Buffer.from('ffffffff', 'hex')), 1),
  },
  { name: 'events: no channel', run: async (lab) => await read(lab, requestFor(lab, { channel: '' }), 1) },
  {
    name: 'events: unknown channel',
    run: async (lab) => await read(lab, requestFor(lab, { channel: 'elsewhere' }), 1),
  },
  {
    name: 'events: no signature',
    run: async (lab) =>
      await read(
        lab,
        spoilt(lab, () => new Uint8Array()),
        1,
      ),
  },
  {
    name: 'events: high s',
    run: async (lab) =>
      await read(
        lab,
        spoilt(lab, (data) => signAs(lab.cast.client, data, 'high')),
        1,
      ),
  },
  {
    name: 'events: from the oldest block',
    run: async (lab) => await read(lab, requestFor(lab, { start: position.oldest() }), 1),
  },
  {
    name: 'events: from the newest block',
    run: async (lab) => await read(lab, requestFor(lab, { start: position.newest() }), 1),
  },
];

const replayCases: readonly ConformanceCase[] = [
  {
    name: 'events: replayed from a block on',
    run: async (lab) => {
      const { block } = await emitted(lab, 'first');
      await lab.done('put', 'between', 'value');
      await emitted(lab, 'second');
      return await read(lab, requestFor(lab, { start: position.block(block) }), 2);
    },
  },
  {
    name: 'events: replayed after a transaction',
    run: async (lab) => {
      const { transactionId } = await emitted(lab, 'before');
      await emitted(lab, 'after');
      return await read(lab, requestFor(lab, { after: transactionId }), 1);
    },
  },
  {
    name: 'events: after a transaction and from a later block',
    run: async (lab) => {
      const { transactionId } = await emitted(lab, 'before');
      const { block } = await emitted(lab, 'after');
      return await read(
        lab,
        requestFor(lab, { after: transactionId, start: position.block(block + 100) }),
        1,
      );
    },
  },
  {
    name: 'events: after an unknown transaction',
    run: async (lab) => {
      const { block } = await emitted(lab, 'never shown');
      const wish = { after: 'cd'.repeat(32), start: position.block(block) };
      return await read(lab, requestFor(lab, wish), 1, BRIEF_MILLISECONDS);
    },
  },
  {
    name: 'events: of an unknown chaincode',
    run: async (lab) => {
      const wish = { chaincode: 'elsewhere', start: position.block(0) };
      return await read(lab, requestFor(lab, wish), 1, BRIEF_MILLISECONDS);
    },
  },
  {
    name: 'events: of invalid transactions',
    run: async (lab) => {
      const { block } = await emitted(lab, 'start');
      const invalid = await lab.endorsed({ args: ['event', 'invalid', 'x'], organisations: ['PTBMSP'] });
      await lab.committed(invalid);
      await emitted(lab, 'end');
      return await read(lab, requestFor(lab, { start: position.block(block) }), 2);
    },
  },
  {
    name: 'events: from a block that comes later',
    run: async (lab) => {
      const next = await lab.height();
      const request = requestFor(lab, { start: position.block(next + 1) });
      const [seen] = await Promise.all([
        read(lab, request, 1),
        emitted(lab, 'too early').then(async () => await emitted(lab, 'in time')),
      ]);
      return seen;
    },
  },
];

/** Streams of events. */
export const eventCases: readonly ConformanceCase[] = [...refusedCases, ...replayCases];
