// SPDX-License-Identifier: Apache-2.0
import { readDeployment, type Deployment } from '../chaincode/deployment.js';
import { engineFindings } from '../docker/engine/preflight.js';
import { buildImages } from '../docker/images/build-images.js';
import { chooseImages } from '../docker/images/image-names.js';
import { loadImages, saveImages } from '../docker/images/move-images.js';
import type { CommandContext } from './command-context.js';
import { wantedNetwork, type NetworkOptions } from './network-options.js';
import { preflightError } from './preflight.js';

/** How images are built. */
export interface ImageOptions extends NetworkOptions {
  /** Base of the chaincode image. */
  readonly nodeImage?: string;
  /** Makes that base of this machine's Node. */
  readonly offline?: boolean;
  /** Makes images again that are there. */
  readonly rebuild?: boolean;
}

/**
 * Makes the images of a network that are not there.
 * @returns their names
 * @throws NetworkError `PREFLIGHT_FAILED`, `PROGRAM_MISSING`, `BAD_DEPLOYMENT`, `COMMAND_FAILED`
 */
export async function imagesBuild(
  options: ImageOptions,
  { say, signal }: CommandContext,
): Promise<readonly string[]> {
  const deployment = deploymentOf(options);
  await requireEngine();
  return await buildImages({
    deployment,
    choice: chooseImages(deployment.version),
    ...(options.nodeImage === undefined ? {} : { nodeImage: options.nodeImage }),
    offline: options.offline === true,
    rebuild: options.rebuild === true,
    say,
    signal,
  });
}

/**
 * Writes the images of a network into a file.
 * @returns their names
 * @throws NetworkError `PREFLIGHT_FAILED`, `BAD_DEPLOYMENT`, `COMMAND_FAILED`
 */
export async function imagesSave(
  options: NetworkOptions,
  file: string,
  { signal }: CommandContext,
): Promise<readonly string[]> {
  const { version } = deploymentOf(options);
  await requireEngine();
  return await saveImages(chooseImages(version), file, signal);
}

/**
 * Brings images from a file.
 * @returns what was loaded
 * @throws NetworkError `PREFLIGHT_FAILED`, `COMMAND_FAILED`
 */
export async function imagesLoad(file: string, { signal }: CommandContext): Promise<readonly string[]> {
  await requireEngine();
  return await loadImages(file, signal);
}

function deploymentOf(options: NetworkOptions): Deployment {
  const { model, deploymentFile } = wantedNetwork(options);
  return readDeployment(deploymentFile, model);
}

async function requireEngine(): Promise<void> {
  const findings = await engineFindings();
  if (findings.length > 0) throw preflightError(false, findings);
}
