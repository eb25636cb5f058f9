// SPDX-License-Identifier: Apache-2.0
import { common, orderer, type peer } from '@hyperledger/fabric-protos';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { type Collected, collect } from '../calls/collect';
import { signAs } from '../identity/caller';
import type { Lab } from '../lab';
import { position } from '../messages/requests';
import { seekEnvelope, type SeekWish } from '../messages/seek';
import type { Observation } from '../observation/observation';
import { deliveredSeen } from '../observation/streams';
import type { ConformanceCase } from './conformance-case';

const { SeekBehavior, SeekContentType } = orderer.SeekInfo;

type Service = 'deliver' | 'deliverFiltered' | 'deliverWithPrivateData';

const MINUTE = 60;
const BRIEF_MILLISECONDS = 700;

/** A wish that may depend on the height of the chain. */
type Wish = (height: number, lab: Lab) => Omit<SeekWish, 'channel'> & { readonly channel?: string };

const whole =
  (start: orderer.SeekPosition, stop: orderer.SeekPosition): Wish =>
  () => ({ start, stop });

/** Requests that are answered at once. */
const ANSWERED: Readonly<Record<string, Wish>> = {
  'the oldest block': whole(position.oldest(), position.oldest()),
  'the newest block': whole(position.newest(), position.newest()),
  'a block by number': (height) => ({ start: position.block(height - 2), stop: position.block(height - 2) }),
  'the last blocks': (height) => ({ start: position.block(height - 3), stop: position.newest() }),
  'from a block to the oldest': (height) => ({ start: position.block(height - 2), stop: position.oldest() }),
  'start after stop': (height) => ({ start: position.block(height - 1), stop: position.block(height - 2) }),
  'no start': () => ({ stop: position.newest() }),
  'no stop': () => ({ start: position.newest() }),
  'a start without kind': () => ({ start: new orderer.SeekPosition(), stop: position.newest() }),
  'the next commit as start, not waiting': () => ({
    start: position.nextCommit(),
    stop: position.block(1_000_000),
    behavior: SeekBehavior.FAIL_IF_NOT_READY,
  }),
  'a block that is not there, not waiting': (height) => ({
    start: position.block(height),
    stop: position.block(height),
    behavior: SeekBehavior.FAIL_IF_NOT_READY,
  }),
  'blocks of which the last is not there, not waiting': (height) => ({
    start: position.block(height - 1),
    stop: position.block(height),
    behavior: SeekBehavior.FAIL_IF_NOT_READY,
  }),
  'headers only, of the configuration': () => ({
    start: position.oldest(),
    stop: position.oldest(),
    contentType: SeekContentType.HEADER_WITH_SIG,
  }),
  'unknown channel': () => ({ channel: 'elsewhere', start: position.newest(), stop: position.newest() }),
  'no channel': () => ({ channel: '', start: position.newest(), stop: position.newest() }),
  'broken seek info': () => ({ data: Buffer.from('ffffffff', 'hex') }),
  'empty seek info': () => ({ data: new Uint8Array() }),
  'no header': () => ({ withoutHeader: true, start: position.newest(), stop: position.newest() }),
  'another header type': () => ({
    type: common.HeaderType.MESSAGE,
    start: position.newest(),
    stop: position.newest(),
  }),
  'no timestamp': () => ({ clock: 'none', start: position.newest(), stop: position.newest() }),
  'timestamp 16 minutes old': () => ({
    clock: -16 * MINUTE,
    start: position.newest(),
    stop: position.newest(),
  }),
  'timestamp 16 minutes ahead': () => ({
    clock: 16 * MINUTE,
    start: position.newest(),
    stop: position.newest(),
  }),
  'no signature': () => ({ sign: () => new Uint8Array(), start: position.newest(), stop: position.newest() }),
  'high s': () => ({
    sign: (data, caller) => signAs(caller, data, 'high'),
    start: position.newest(),
    stop: position.newest(),
  }),
  'signature over something else': () => ({
    sign: (_, caller) => signAs(caller, Buffer.from('something else')),
    start: position.newest(),
    stop: position.newest(),
  }),
};

type DeliverStream = ClientDuplexStream<common.Envelope, peer.DeliverResponse>;

function open(lab: Lab, service: Service, milliseconds = 30_000): DeliverStream {
  return lab.peer.deliver[service]({ deadline: Date.now() + milliseconds });
}

/** Reads until a status has come so many times, or the stream ends. */
async function untilStatus(stream: DeliverStream, statuses = 1): Promise<Collected<peer.DeliverResponse>> {
  return await collect<peer.DeliverResponse>(
    stream,
    (seen) => seen.filter((response) => response.hasStatus()).length === statuses,
  );
}

async function sought(lab: Lab, service: Service, wish: Wish): Promise<Observation> {
  await lab.someTransaction();
  const { channel } = lab.ledger;
  const envelope = seekEnvelope(lab.cast.client, { channel, ...wish(await lab.height(), lab) });
  const stream = open(lab, service);
  stream.write(envelope);
  return deliveredSeen(await untilStatus(stream));
}

/** Not asked of the filtered service: there, headers without data make a v3.1.5 peer end (core/peer/deliverevents.go). */
const headersOnly: Wish = (height) => ({
  start: position.block(height - 1),
  stop: position.block(height - 1),
  contentType: SeekContentType.HEADER_WITH_SIG,
});

const answeredCases: readonly ConformanceCase[] = Object.entries(ANSWERED).flatMap(([what, wish]) =>
  (['deliver', 'deliverFiltered'] as const).map((service) => ({
    name: `${service}: ${what}`,
    run: async (lab: Lab) => await sought(lab, service, wish),
  })),
);

/** Does something while a stream waits. */
async function whileWaiting(
  lab: Lab,
  wish: Wish,
  action: (height: number) => Promise<unknown>,
  milliseconds?: number,
): Promise<Observation> {
  const height = await lab.height();
  const stream = open(lab, 'deliverFiltered', milliseconds);
  stream.write(seekEnvelope(lab.cast.client, { channel: lab.ledger.channel, ...wish(height, lab) }));
  const [seen] = await Promise.all([untilStatus(stream), action(height)]);
  return deliveredSeen(seen);
}

const waitingCases: readonly ConformanceCase[] = [
  {
    name: 'deliverFiltered: waits for a block',
    run: async (lab) =>
      await whileWaiting(
        lab,
        (height) => ({ start: position.block(height), stop: position.block(height) }),
        async () => await lab.done('event', 'awaited', 'payload'),
      ),
  },
  {
    name: 'deliverFiltered: waits until the deadline',
    run: async (lab) =>
      await whileWaiting(
        lab,
        (height) => ({ start: position.block(height), stop: position.block(height) }),
        () => Promise.resolve(),
        BRIEF_MILLISECONDS,
      ),
  },
  {
    name: 'deliverFiltered: two requests on one stream',
    run: async (lab) => {
      const stream = open(lab, 'deliverFiltered');
      const { channel } = lab.ledger;
      const [start, stop] = [position.oldest(), position.oldest()];
      for (let request = 0; request < 2; request += 1) {
        stream.write(seekEnvelope(lab.cast.client, { channel, start, stop }));
      }
      return deliveredSeen(await untilStatus(stream, 2));
    },
  },
  {
    name: 'deliverFiltered: a second request after a refused one',
    run: async (lab) => {
      const stream = open(lab, 'deliverFiltered');
      const { channel } = lab.ledger;
      stream.write(seekEnvelope(lab.cast.client, { channel }));
      stream.write(
        seekEnvelope(lab.cast.client, { channel, start: position.oldest(), stop: position.oldest() }),
      );
      return deliveredSeen(await untilStatus(stream, 2));
    },
  },
  {
    name: 'deliverFiltered: no request',
    run: async (lab) => {
      const stream = open(lab, 'deliverFiltered');
      stream.end();
      return deliveredSeen(await untilStatus(stream));
    },
  },
  { name: 'deliver: headers only', run: async (lab) => await sought(lab, 'deliver', headersOnly) },
  {
    name: 'deliver: broken envelope',
    run: async (lab) => {
      const stream = open(lab, 'deliver');
      const envelope = new common.Envelope();
      envelope.setPayload(Buffer.from('ffffffff', 'hex'));
      stream.write(envelope);
      return deliveredSeen(await untilStatus(stream));
    },
  },
  {
    name: 'deliverFiltered: a block with an answer that cannot be read',
    run: async (lab) => {
      const height = await lab.height();
      await lab.committed(
        await lab.endorsed({ args: ['put', 'unreadable', 'value'] }),
        ({ responsePayload }) => {
          responsePayload.setExtension$(Buffer.from('ffffffff', 'hex'));
        },
      );
      await lab.done('put', 'readable', 'value');
      const stream = open(lab, 'deliverFiltered');
      const [start, stop] = [position.block(height), position.block(height + 1)];
      stream.write(seekEnvelope(lab.cast.client, { channel: lab.ledger.channel, start, stop }));
      return deliveredSeen(await collect<peer.DeliverResponse>(stream, (seen) => seen.length === 3));
    },
  },
  {
    name: 'deliverWithPrivateData: the newest block',
    run: async (lab) =>
      await sought(lab, 'deliverWithPrivateData', whole(position.newest(), position.newest())),
  },
];

/** Delivery of blocks. */
export const deliveryCases: readonly ConformanceCase[] = [...answeredCases, ...waitingCases];
