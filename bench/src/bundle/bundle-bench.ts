// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { createPublicKey, sign, verify } from 'node:crypto';
import {
  bundleText,
  checkBundle,
  connect,
  profileOf,
  readLedger,
  readProfile,
  readTrust,
  type LedgerDescriptor,
  type Session,
  type Trust,
} from '@meterpki/client';
import type { ReceiptInput } from '@meterpki/protocol';
import { importMeters } from '../checks/import-meters';
import { makeMeters, receiptOf, type BenchMeter } from '../checks/meters';
import { interleaved, type Pace } from '../measure/interleaved';
import { median } from '../measure/ratio';
import { target, type Target } from '../measure/target';
import { startNetwork } from '../network/native-network';

/** A whole run. */
export interface BundleFigures {
  readonly node: string;
  /** Bytes of a bundle with one receipt and two institutes. */
  readonly bytes: Readonly<Record<'endorsed' | 'single' | 'listed', number>>;
  /** Median microseconds of one check, and of a bare verification on P-256. */
  readonly microseconds: Readonly<Record<'check' | 'bare', number>>;
  readonly targets: readonly Target[];
}

/** A check may cost as much as so many bare verifications: chains, signatures, hashes and messages. */
const BARE_CALLS = 40;

/** Bytes that a bundle may have. */
const MOST_BYTES = 8192;

const BOTH = { institutes: ['PTBMSP', 'InmetroMSP'] };

interface Material {
  readonly endorsed: string;
  readonly single: string;
  readonly listed: string;
  readonly receipt: ReceiptInput;
  readonly trust: Trust;
}

async function bundlesOf({ society }: Session, receipt: ReceiptInput, trust: Trust): Promise<Material> {
  const { bundle } = await society.checkWithBundle(receipt, BOTH);
  const [alone] = await society.recordChecks([receipt]);
  const [first] = await society.recordChecks(Array.from({ length: 2000 }, () => receipt));
  if (alone === undefined || first === undefined) throw new Error('every receipt has an outcome');
  const [single, listed] = [
    await society.bundleOfRecord(alone, BOTH),
    await society.bundleOfRecord(first, BOTH),
  ];
  return {
    endorsed: bundleText(bundle),
    single: bundleText(single),
    listed: bundleText(listed),
    receipt,
    trust,
  };
}

async function prepare(descriptor: LedgerDescriptor, meter: BenchMeter): Promise<Material> {
  const open = async (name: string): Promise<Session> =>
    connect(await readProfile(profileOf(descriptor, name)));
  const [ptb, inmetro, society] = [
    await open('ptb-admin'),
    await open('inmetro-admin'),
    await open('ptb-society'),
  ];
  try {
    await importMeters({ ptb, inmetro }, [meter]);
    const trust = await readTrust(path.join(path.dirname(descriptor.file), 'trust.json'));
    return await bundlesOf(society, receiptOf(meter, 1, 'raw'), trust);
  } finally {
    for (const session of [ptb, inmetro, society]) session.close();
  }
}

/**
 * Takes verdict bundles from a network of its own and measures checking them.
 * @throws Error where the network tool fails, or a bundle is refused
 */
export async function benchBundle(pace: Pace): Promise<BundleFigures> {
  const [meter] = makeMeters(1, 'bundle');
  if (meter === undefined) throw new Error('there is a meter');
  const network = startNetwork();
  let material: Material;
  try {
    material = await prepare(await readLedger(network.ledger), meter);
  } finally {
    network.down();
  }
  const { endorsed, single, listed, receipt, trust } = material;
  const message = Buffer.from('a reading of about two hundred and fifty bytes'.padEnd(250));
  const signature = sign('sha256', message, meter.privateKey);
  const key = createPublicKey(meter.privateKey);
  const { check, bare } = await interleaved(
    {
      check: () => checkBundle(endorsed, trust, { receipt }),
      bare: () => verify('sha256', message, key, signature),
    },
    pace,
  );
  const bytes = { endorsed: endorsed.length, single: single.length, listed: listed.length };
  const targets = [
    target(
      `${BARE_CALLS} bare verifications, to one check`,
      1,
      bare.map((time) => time * BARE_CALLS),
      check,
    ),
    ...Object.entries(bytes).map(([name, size]) =>
      target(`${MOST_BYTES} bytes, to those of a bundle (${name})`, 1, [MOST_BYTES], [size]),
    ),
  ];
  return {
    node: process.versions.node,
    bytes,
    microseconds: { check: median(check), bare: median(bare) },
    targets,
  };
}
