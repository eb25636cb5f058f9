// SPDX-License-Identifier: Apache-2.0
import type { ChannelContext } from '../channel/join.js';
import { NetworkError } from '../errors.js';
import { peersOf } from '../model/network-model.js';
import { runStep } from './lifecycle.js';

/** The version of the definition that the channel holds; undefined where none is committed or no peer answers. */
export async function committedVersion(context: ChannelContext, name: string): Promise<string | undefined> {
  for (const peer of peersOf(context.model)) {
    const nmi = context.model.nmis.find((institute) => institute.name === peer.nmi);
    if (nmi === undefined) continue;
    try {
      const args = ['querycommitted', '-C', context.model.channel, '-n', name, '--output', 'json'];
      const output = await runStep(context, {
        purpose: `ask ${peer.name} for the definition`,
        nmi,
        peer,
        args,
      });
      return (JSON.parse(output) as { version?: string }).version;
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
    }
  }
  return undefined;
}
