// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

import { pino } from 'pino';

import { Chain } from '../../dist/blocks/chain.js';
import { Authority } from '../../dist/crypto-material/authority.js';
import { MspRegistry } from '../../dist/identity/msp-registry.js';
import { Signer } from '../../dist/identity/signer.js';
import { type BatchSettings, DEFAULT_BATCH, Orderer } from '../../dist/ordering/orderer.js';
import { temporaryDirectory } from '../support/temporary.js';

const directory = temporaryDirectory();
let signer: Signer;
let files = 0;

beforeAll(async () => {
  const authority = await Authority.create({ commonName: 'ca', organisation: 'o' });
  const pair = await authority.issue(
    { commonName: 'o', organisation: 'o', unit: 'orderer' },
    { kind: 'enrolment' },
  );
  signer = new Signer('OrdererMSP', pair.certificate, pair.privateKey);
});

async function setUp(batch: Partial<BatchSettings>): Promise<{ chain: Chain; orderer: Orderer }> {
  const { chain } = await Chain.open(path.join(directory, `${(files += 1)}.bin`));
  const validation = { channel: 'c', chaincode: 'cc', msps: new MspRegistry([]), organisations: 2 };
  const settings = { ...DEFAULT_BATCH, ...batch };
  const orderer = new Orderer({
    chain,
    signer,
    validation,
    batch: settings,
    logger: pino({ level: 'silent' }),
  });
  return { chain, orderer };
}

async function sizes(chain: Chain): Promise<number[]> {
  const found = [];
  for (let number = 0; number < chain.height; number += 1) {
    found.push((await chain.block(number))?.getData()?.getDataList_asU8().length ?? 0);
  }
  return found;
}

/** Not a transaction; it gets into a block all the same, as an invalid one. */
const message = Buffer.alloc(100);
const NEVER = 1_000_000;

describe('Orderer', () => {
  it('cuts a block when enough transactions wait', async () => {
    const { chain, orderer } = await setUp({ timeout: NEVER, maxMessages: 3 });
    for (let count = 0; count < 3; count += 1) orderer.order(message);
    await chain.waitForBlock(0, AbortSignal.timeout(20_000));
    expect(await sizes(chain)).toEqual([3]);
    await orderer.close();
    await chain.close();
  });

  it('cuts a block when enough bytes wait, and gives a large one its own', async () => {
    const { chain, orderer } = await setUp({ timeout: NEVER, maxBytes: 250 });
    orderer.order(Buffer.alloc(1000));
    for (let count = 0; count < 4; count += 1) orderer.order(message);
    await orderer.close();
    expect(await sizes(chain)).toEqual([1, 2, 2]);
    await chain.close();
  });

  it('cuts a block after a while', async () => {
    const { chain, orderer } = await setUp({ timeout: 1 });
    orderer.order(message);
    await chain.waitForBlock(0, AbortSignal.timeout(20_000));
    orderer.order(message);
    await chain.waitForBlock(1, AbortSignal.timeout(20_000));
    expect(await sizes(chain)).toEqual([1, 1]);
    await orderer.close();
    await chain.close();
  });

  it('writes what it took when it is closed, and says that it takes no more', async () => {
    const { chain, orderer } = await setUp({ timeout: NEVER });
    orderer.order(message);
    await orderer.close();
    expect(await sizes(chain)).toEqual([1]);
    expect(orderer.failure).toBe('the ledger is stopping');
    await chain.close();
  });

  it('stops when a block cannot be written', async () => {
    const { chain, orderer } = await setUp({ timeout: NEVER });
    await chain.close();
    orderer.order(message);
    await orderer.close();
    expect(chain.height).toBe(0);
    expect(orderer.failure).toBeDefined();
  });
});
