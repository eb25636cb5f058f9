// SPDX-License-Identifier: Apache-2.0
import { commonRefusals, parseRefusal, refusals } from '@meterpki/protocol';
import { opened } from '../support/scene';
import { optionsOf, type Ground } from './chapter';
import { receiptOf } from './grounds';
import { story } from './story';

type Entry = (typeof story)[number];

/** Codes with which the ledger answers a call. */
async function codesOf([contract, name, { genesis }]: Entry, ground: Ground<unknown>): Promise<string[]> {
  const scene = await opened(genesis);
  const call = await ground(scene);
  const argument = JSON.stringify(call.argument);
  const error: unknown = await scene.ledger
    .call(call.by, [contract, name], argument, optionsOf(call))
    .catch((reason: unknown) => reason);
  const { code, faults = [] } = parseRefusal(error instanceof Error ? error.message : '') ?? {};
  return [code ?? `no refusal of ours: ${String(error)}`, ...faults.map((fault) => fault.code)];
}

const cases = story.flatMap((entry) =>
  Object.entries(entry[2].refusals).map(
    ([code, [when, ground]]) => [`${entry[0]}:${entry[1]}`, code, when, { entry, ground }] as const,
  ),
);

describe('every code that the page lists', () => {
  it.each(cases)('%s answers %s where %s', async (_name, code, _when, { entry, ground }) => {
    expect(await codesOf(entry, ground)).toContain(code);
  });

  it.each(story.map((entry) => [`${entry[0]}:${entry[1]}`, entry] as const))(
    '%s answers the codes of every transaction',
    async (_name, entry) => {
      const { example } = entry[2];
      const unknownMember: Ground<unknown> = async (scene) => ({
        ...(await example(scene)),
        argument: { more: 1 },
      });
      const receipt: Ground<unknown> = async (scene) => ({
        ...(await example(scene)),
        argument: { more: receiptOf('m1').text },
      });
      const twoCertificates: Ground<unknown> = async (scene) => {
        const call = await example(scene);
        const pem = Buffer.from(call.by.idBytes);
        return { ...call, by: { ...call.by, idBytes: Buffer.concat([pem, pem]) } };
      };
      const laterVersion: Ground<unknown> = async (scene) => {
        const call = await example(scene);
        scene.ledger.state.apply(new Map([['policy', Buffer.from('{"schema":99}')]]));
        return call;
      };
      const seen = new Set<string>();
      for (const ground of [unknownMember, receipt, twoCertificates, laterVersion])
        for (const code of await codesOf(entry, ground)) seen.add(code);
      expect([...seen].sort()).toEqual([...commonRefusals].sort());
    },
  );

  it('is one of those that the protocol declares, and none of those is missing', () => {
    const listed = story.map(([contract, name, chapter]) => [
      `${contract}:${name}`,
      Object.keys(chapter.refusals).sort(),
    ]);
    const table: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = refusals;
    const declared = Object.entries(table).flatMap(([contract, rows]) =>
      Object.entries(rows).map(([name, codes]): [string, string[]] => [
        `${contract}:${name}`,
        [...codes].sort(),
      ]),
    );
    expect(new Map(listed as [string, string[]][])).toEqual(new Map(declared));
  });
});
