// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { askDocker } from '../engine/run-docker.js';
import { IMAGES } from './files.js';

/** Mark of a folder in which everybody may write, such as /tmp. */
const STICKY = 0o1000;

const BUILD_MILLISECONDS = 900_000;

const NEXT =
  'Where the base image cannot be fetched, name another with --node-image, or make one of the Node of this machine with --offline.';

/** An image to build from a folder that is filled first. */
export interface ImageBuild {
  readonly image: string;
  /** Folder of its Dockerfile under `network/images`. */
  readonly kind: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Variables that containers of it find set. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Puts everything that the Dockerfile copies into the folder. */
  readonly fill: (folder: string) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Builds an image with a plain Dockerfile, which the classic builder and BuildKit understand.
 * @throws NetworkError `COMMAND_FAILED`, `INTERRUPTED`, and whatever `fill` throws
 */
export async function buildImage({
  image,
  kind,
  buildArgs = {},
  environment = {},
  fill,
  signal,
}: ImageBuild): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'meterpki-image-'));
  try {
    await fill(folder);
    openForAll(folder);
    const values = Object.entries(buildArgs).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
    const file = path.join(folder, 'Dockerfile');
    writeFileSync(
      file,
      readFileSync(path.join(IMAGES, kind, 'Dockerfile'), 'utf8') + environmentLines(environment),
    );
    await askDocker(`build ${image}`, ['build', '--tag', image, '--file', file, ...values, folder], {
      signal,
      milliseconds: BUILD_MILLISECONDS,
      next: NEXT,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Instructions that set variables (Dockerfile reference, ENV); quoted, three characters keep a meaning. */
const environmentLines = (environment: Readonly<Record<string, string>>): string =>
  Object.entries(environment)
    .map(([name, value]) => `ENV ${name}="${value.replaceAll(/[\\"$]/g, String.raw`\$&`)}"\n`)
    .join('');

/** Containers run as any user: what this tool writes for its owner alone must be readable in an image. No secret is in it. */
function openForAll(place: string): void {
  const found = statSync(place);
  const isFolder = found.isDirectory();
  const isShared = (found.mode & STICKY) !== 0;
  if (!isShared) chmodSync(place, isFolder || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (isFolder) for (const name of readdirSync(place)) openForAll(path.join(place, name));
}
