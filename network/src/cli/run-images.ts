// SPDX-License-Identifier: Apache-2.0
import type { CommandContext } from '../commands/command-context.js';
import { imagesBuild, imagesLoad, imagesSave, type ImageOptions } from '../commands/images.js';
import type { NetworkOptions } from '../commands/network-options.js';
import { interruption, progress } from './interruption.js';

const print = (lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
};

const context = (): CommandContext => ({ say: progress(), signal: interruption() });

/** `network images build` */
export async function runImagesBuild(flags: ImageOptions): Promise<void> {
  print(['Images:', ...(await imagesBuild(flags, context())).map((image) => `  ${image}`)]);
}

/** `network images save FILE` */
export async function runImagesSave(flags: NetworkOptions, file: string): Promise<void> {
  const saved = await imagesSave(flags, file, context());
  print([`Saved in ${file}:`, ...saved.map((image) => `  ${image}`)]);
}

/** `network images load FILE` */
export async function runImagesLoad(file: string): Promise<void> {
  print(await imagesLoad(file, context()));
}
