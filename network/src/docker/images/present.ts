// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../programs/find-programs.js';
import { runDocker } from '../engine/run-docker.js';
import { listOf, type ImageNames } from './image-names.js';

/** Whether the engine holds an image. */
export async function isPresent(image: string): Promise<boolean> {
  return (await runDocker(['image', 'inspect', '--format', '{{.Id}}', image])).code === 0;
}

/** The image of the chaincode holds one deployment, so the same one must be named. */
const NEXT =
  'Make what is missing with "npm run network -- images build" and the same --preset, --demo or --deployment as here; ' +
  'or bring it from another machine with "npm run network -- images save FILE" there and "images load FILE" here; ' +
  'or fetch the images of Fabric with "docker pull".';

/** A finding for each image that is missing. */
export async function missingImages(names: ImageNames): Promise<Finding[]> {
  const images = await Promise.all(
    listOf(names).map(async (image) => ({ image, present: await isPresent(image) })),
  );
  return images
    .filter(({ present }) => !present)
    .map(({ image }) => ({ text: `the image ${image} is not there`, next: NEXT }));
}
