// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import type { ChannelContext } from '../channel/join.js';
import { administratorEnvironment } from '../channel/peer-environment.js';
import { readJsonIfAny, removeFolder } from '../directory/private-files.js';
import { NetworkError } from '../errors.js';
import type { Institute, PeerNode } from '../model/network-model.js';
import { runProgram } from '../programs/run-program.js';

const organisation = v.object({
  values: v.object({ MSP: v.object({ value: v.object({ config: v.object({ name: v.string() }) }) }) }),
});

/** A configuration block as configtxlator writes it; what is not needed here is left out (common/configtx.proto). */
const block = v.object({
  data: v.object({
    data: v.pipe(
      v.array(
        v.object({
          payload: v.object({
            data: v.object({
              config: v.object({
                channel_group: v.object({
                  groups: v.object({ Application: v.object({ groups: v.record(v.string(), organisation) }) }),
                }),
              }),
            }),
          }),
        }),
      ),
      v.length(1),
    ),
  }),
});

/** MSP IDs of the application organisations in a decoded configuration block, in order; undefined where it is none. */
export function organisationsIn(decoded: unknown): readonly string[] | undefined {
  const read = v.safeParse(block, decoded);
  if (!read.success) return undefined;
  return read.output.data.data.flatMap(({ payload }) =>
    Object.values(payload.data.config.channel_group.groups.Application.groups)
      .map(({ values }) => values.MSP.value.config.name)
      .sort(),
  );
}

/** Fetches the newest configuration block from a peer and reads it. */
async function askPeer(
  { layout, model, programs, signal }: ChannelContext,
  nmi: Institute,
  peer: PeerNode,
): Promise<readonly string[] | undefined> {
  const folder = mkdtempSync(path.join(tmpdir(), 'meterpki-config-'));
  const [fetched, decoded] = [path.join(folder, 'config.block'), path.join(folder, 'config.json')];
  try {
    await runProgram(layout, {
      purpose: `ask ${peer.name} for the channel's configuration`,
      program: programs.peer,
      args: ['channel', 'fetch', 'config', fetched, '-c', model.channel],
      environment: administratorEnvironment(layout, nmi, peer),
      signal,
    });
    await runProgram(layout, {
      purpose: "read the channel's configuration",
      program: programs.configtxlator,
      args: ['proto_decode', '--type', 'common.Block', '--input', fetched, '--output', decoded],
      signal,
    });
    return organisationsIn(readJsonIfAny(decoded));
  } finally {
    removeFolder(folder);
  }
}

/**
 * MSP IDs of the organisations that the channel's configuration names: the first peer that answers is believed.
 * @returns undefined where no peer could be asked
 */
export async function channelOrganisations(context: ChannelContext): Promise<readonly string[] | undefined> {
  for (const nmi of context.model.nmis) {
    for (const peer of nmi.peers) {
      try {
        const found = await askPeer(context, nmi, peer);
        if (found !== undefined) return found;
      } catch (error) {
        if (!(error instanceof NetworkError) || error.code === 'INTERRUPTED') throw error;
      }
    }
  }
  return undefined;
}
