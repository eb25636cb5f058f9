// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import { writePrivate } from '../directory/private-files.js';
import type { NetworkModel } from '../model/network-model.js';
import type { Programs } from '../programs/find-programs.js';
import { runProgram } from '../programs/run-program.js';
import type { Addressing } from '../render/addressing.js';
import { CHANNEL_PROFILE, renderConfigtx } from '../render/configtx.js';

/**
 * Makes the genesis block of the channel with configtxgen.
 * @throws {@link NetworkError} `COMMAND_FAILED`, `STORAGE_FAILED`
 */
export async function makeGenesis(
  layout: Layout,
  model: NetworkModel,
  { configtxgen }: Programs,
  { addressing, signal }: Readonly<{ addressing: Addressing; signal?: AbortSignal | undefined }>,
): Promise<void> {
  writePrivate(layout.configtxFile, renderConfigtx(model, addressing));
  await runProgram(layout, {
    purpose: 'make the genesis block',
    program: configtxgen,
    args: ['-profile', CHANNEL_PROFILE, '-channelID', model.channel, '-outputBlock', layout.genesisBlock],
    environment: { FABRIC_CFG_PATH: layout.root },
    signal,
  });
}
