// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { NetworkError } from '../../errors.js';
import { askDocker } from '../engine/run-docker.js';
import { imageNames, listOf, type ImageChoice } from './image-names.js';
import { missingImages } from './present.js';

const MOVE_MILLISECONDS = 900_000;

/**
 * Writes all images of a network into one file, for machines that cannot fetch any.
 * @returns names of the images in it
 * @throws {@link NetworkError} `PREFLIGHT_FAILED` where one is not there, `COMMAND_FAILED`, `INTERRUPTED`
 */
export async function saveImages(
  choice: ImageChoice,
  file: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const names = imageNames(choice);
  const missing = await missingImages(names);
  if (missing.length > 0) {
    throw new NetworkError('PREFLIGHT_FAILED', 'not all images are there', {
      faults: missing.map(({ text }) => text),
      next: [...new Set(missing.map(({ next }) => next))].join(' '),
    });
  }
  const images = listOf(names);
  const args = ['save', '--output', path.resolve(file), ...images];
  await askDocker('save the images', args, { signal, milliseconds: MOVE_MILLISECONDS });
  return images;
}

/**
 * Brings images from a file into the engine.
 * @returns what the engine says of each
 * @throws {@link NetworkError} `COMMAND_FAILED`, `INTERRUPTED`
 */
export async function loadImages(file: string, signal?: AbortSignal): Promise<readonly string[]> {
  const args = ['load', '--input', path.resolve(file)];
  const output = await askDocker('load the images', args, { signal, milliseconds: MOVE_MILLISECONDS });
  return output.split('\n').filter((line) => line.startsWith('Loaded image'));
}
