// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../programs/find-programs.js';
import { runDocker } from '../engine/run-docker.js';
import type { ImageNames } from './image-names.js';

/** Whether the engine holds an image. */
export async function isPresent(image: string): Promise<boolean> {
  return (await runDocker(['image', 'inspect', '--format', '{{.Id}}', image])).code === 0;
}

const FROM_FILE =
  'or bring it from another machine with "npm run network -- images save FILE" there and "images load FILE" here.';

/** A finding for each image that is missing. */
export async function missingImages({ peer, orderer, chaincode }: ImageNames): Promise<Finding[]> {
  const build = 'make it with "npm run network -- images build"';
  const wanted = [
    ...[peer, orderer].map((image) => ({
      image,
      next: `Fetch it with "docker pull ${image}", ${build}, ${FROM_FILE}`,
    })),
    // The image holds one deployment, so the one that is meant must be named again.
    {
      image: chaincode,
      next: `For ${chaincode}: ${build} and the same --preset, --demo or --deployment, ${FROM_FILE}`,
    },
  ];
  const found = await Promise.all(
    wanted.map(async (one) => ({ ...one, present: await isPresent(one.image) })),
  );
  return found
    .filter(({ present }) => !present)
    .map(({ image, next }) => ({ text: `the image ${image} is not there`, next }));
}
