// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import type { ImageOptions } from '../commands/images.js';
import type { NetworkOptions } from '../commands/network-options.js';

/** Options that say which network, and so which chaincode, the images are for. */
const forNetwork = (command: Command): Command =>
  command
    .option('--topology <file>', 'topology file; else the default one')
    .option('--preset <preset>', 'a topology that comes along, such as paper-a')
    .option('--demo', 'for a network to try things out on')
    .option('--deployment <file>', 'deployment file of the chaincode; else as the topology says');

/** Adds the commands `network images`, for Docker mode. */
export function addImages(program: Command): void {
  const images = program.command('images').description('make and move the images that Docker mode runs');
  forNetwork(
    images
      .command('build')
      .description('make the images that are not there from the programs of this machine'),
  )
    .option('--node-image <image>', 'base of the chaincode image; else the one that its Dockerfile names')
    .option('--offline', "make that base of this machine's Node; nothing is fetched")
    .option('--rebuild', 'make images again that are there')
    .action(async (flags: ImageOptions) => {
      const { runImagesBuild } = await import('./run-images.js');
      await runImagesBuild(flags);
    });
  forNetwork(images.command('save').description('write the images into one file'))
    .argument('<file>', 'such as meterpki-images.tar')
    .action(async (file: string, flags: NetworkOptions) => {
      const { runImagesSave } = await import('./run-images.js');
      await runImagesSave(flags, file);
    });
  images
    .command('load')
    .description('bring images from a file that "images save" wrote')
    .argument('<file>', 'such as meterpki-images.tar')
    .action(async (file: string) => {
      const { runImagesLoad } = await import('./run-images.js');
      await runImagesLoad(file);
    });
}
