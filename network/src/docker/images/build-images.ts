// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { Deployment } from '../../chaincode/deployment.js';
import { NetworkError } from '../../errors.js';
import { findPrograms, type Programs } from '../../programs/find-programs.js';
import { imageNames, listOf, type ImageChoice } from './image-names.js';
import { fillChaincode } from './chaincode-files.js';
import { layOutRoot } from './machine-files.js';
import { isPresent } from './present.js';
import { buildImage } from './staging.js';

/** What to build, and from what. */
export interface BuildOptions {
  readonly deployment: Deployment;
  readonly choice: ImageChoice;
  /** Base of the chaincode image; else what its Dockerfile names. */
  readonly nodeImage?: string;
  /** Whether the base is made of this machine's Node, with nothing fetched. */
  readonly offline: boolean;
  /** Whether images that are there already are made again. */
  readonly rebuild: boolean;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes the images of a network that are not there: Fabric's from the programs in `FABRIC_BIN` or on the PATH, under the
 * official names; the chaincode's from a deployment.
 * @returns names of all images of the network
 * @throws {@link NetworkError} `PROGRAM_MISSING`, `PREFLIGHT_FAILED`, `BAD_DEPLOYMENT`, `COMMAND_FAILED`, `STORAGE_FAILED`
 */
export async function buildImages(options: BuildOptions): Promise<readonly string[]> {
  const names = imageNames(options.choice);
  for (const kind of ['peer', 'orderer'] as const) {
    await unlessPresent(options, names[kind], () => buildFabric(options, kind, names[kind]));
  }
  await unlessPresent(options, names.chaincode, () => buildChaincode(options, names.chaincode));
  return listOf(names);
}

async function unlessPresent(
  { rebuild, say }: BuildOptions,
  image: string,
  build: () => Promise<void>,
): Promise<void> {
  if (!rebuild && (await isPresent(image))) {
    say(`${image} is there already`);
    return;
  }
  say(`building ${image}`);
  await build();
}

async function buildFabric({ signal }: BuildOptions, kind: 'peer' | 'orderer', image: string): Promise<void> {
  const file = (await requiredProgram(kind))[kind];
  await buildImage({
    image,
    kind,
    fill: (folder) => layOutRoot(path.join(folder, 'root'), [{ file, place: `/usr/local/bin/${kind}` }]),
    signal,
  });
}

async function requiredProgram(kind: 'peer' | 'orderer'): Promise<Programs> {
  const { programs, findings } = await findPrograms();
  const fault = findings.find(
    ({ text }) => text.startsWith(`${kind} `) || text.startsWith(`${programs[kind]} `),
  );
  if (fault === undefined) return programs;
  throw new NetworkError('PROGRAM_MISSING', `the image of the ${kind} cannot be made`, {
    faults: [fault.text],
    next: fault.next,
  });
}

async function buildChaincode(options: BuildOptions, image: string): Promise<void> {
  const { deployment, signal } = options;
  const hashes = hashesIn(deployment);
  const base = options.offline ? await machineBase(options) : options.nodeImage;
  await buildImage({
    image,
    kind: 'chaincode',
    buildArgs: { ...hashes, ...(base === undefined ? {} : { NODE_IMAGE: base }) },
    environment: deployment.environment,
    fill: (folder) => fillChaincode(folder, deployment, signal),
    signal,
  });
}

/** The version of the definition repeats the hashes of bundle and genesis file; the image is labelled with them. */
function hashesIn({ version }: Deployment): { readonly BUNDLE_HASH: string; readonly GENESIS_HASH: string } {
  const [, bundle, genesis] = /-([0-9a-f]{32})-([0-9a-f]{32})$/.exec(version) ?? [];
  if (bundle !== undefined && genesis !== undefined) return { BUNDLE_HASH: bundle, GENESIS_HASH: genesis };
  throw new NetworkError('BAD_DEPLOYMENT', `the version ${version} does not repeat the hashes of its files`, {
    next: 'Stage the chaincode with "npm run package".',
  });
}

/** A base image of this machine's Node, under a name that says so. */
async function machineBase(options: BuildOptions): Promise<string> {
  const image = `meterpki/node:${process.versions.node}`;
  await unlessPresent(options, image, () =>
    buildImage({
      image,
      kind: 'node',
      fill: (folder) =>
        layOutRoot(path.join(folder, 'root'), [{ file: process.execPath, place: '/usr/local/bin/node' }]),
      signal: options.signal,
    }),
  );
  return image;
}
