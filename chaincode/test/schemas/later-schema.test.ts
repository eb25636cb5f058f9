// SPDX-License-Identifier: Apache-2.0
import { parseRefusal } from '@meterpki/protocol';
import { optionsOf } from '../contract-doc/chapter';
import { story } from '../contract-doc/story';
import { opened, type Scene } from '../support/scene';

type Entry = (typeof story)[number];

/** Keys of records that the last call read. */
function readBy({ ledger }: Scene): string[] {
  const { readKeys = [], scans = [], histories = [] } = ledger.last ?? {};
  const keys = new Set([...readKeys, ...scans.flatMap((scan) => scan.keys), ...histories]);
  return [...keys].filter((key) => ledger.state.get(key).length > 0);
}

/** Makes the example of a transaction, then again with each record that it read as a later version would write it. */
async function codes([contract, name, { genesis, example }]: Entry): Promise<Map<string, string>> {
  const scene = await opened(genesis);
  const { ledger } = scene;
  const call = await example(scene);
  const make = (): Promise<string> =>
    ledger.call(call.by, [contract, name], JSON.stringify(call.argument), optionsOf(call));
  await make();
  const answers = new Map<string, string>();
  for (const key of readBy(scene)) {
    const before = ledger.state.get(key);
    const record = ledger.state.json(key) as object;
    ledger.state.apply(new Map([[key, Buffer.from(JSON.stringify({ ...record, schema: 2 }))]]));
    const error: unknown = await make().catch((reason: unknown) => reason);
    answers.set(key, parseRefusal(error instanceof Error ? error.message : '')?.code ?? 'answered');
    ledger.state.apply(new Map([[key, before]]));
  }
  return answers;
}

describe('a record that a later version wrote', () => {
  it.each(story.map((entry) => [`${entry[0]}:${entry[1]}`, entry] as const))(
    'is not read by %s',
    async (_name, entry) => {
      const answers = await codes(entry);
      expect(new Set(answers.values()).size).toBeLessThanOrEqual(1);
      for (const [key, code] of answers) expect([key, code]).toEqual([key, 'STATE_UNREADABLE']);
    },
  );

  it('is one of each kind somewhere', async () => {
    const kinds = new Set<string>();
    for (const entry of story)
      for (const key of (await codes(entry)).keys()) kinds.add(key.split('/')[0] ?? '');
    expect([...kinds].sort()).toEqual(
      ['alias', 'challenge', 'check', 'import', 'key', 'meter', 'pe', 'proposal', 'record', 'review'].sort(),
    );
  });
});
