// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { messageOf, NetworkError } from '../../errors.js';
import { isProgram } from '../../programs/is-program.js';

const execute = promisify(execFile);

/** Programs of this machine to put into an image. */
export interface ProgramInImage {
  /** Absolute path on this machine. */
  readonly file: string;
  /** Absolute path in the image. */
  readonly place: string;
}

/**
 * Tools that services need: a shell and copying for the external builder, looking for the health check, an owner for
 * volumes, and the size of what was written.
 */
const TOOLS = ['sh', 'bash', 'cat', 'cp', 'mkdir', 'grep', 'chown', 'du', 'ls'];

/** Files that the C library reads; without the last one it would not look into /etc/hosts first. */
const SYSTEM_FILES: Readonly<Record<string, string>> = {
  'etc/passwd': 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  'etc/group': 'root:x:0:\nnogroup:x:65534:\n',
  'etc/nsswitch.conf': 'hosts: files dns\n',
};

/** Folders that are mount points. */
const FOLDERS = ['tmp', 'proc', 'sys', 'dev', 'etc/hyperledger/fabric', 'var/hyperledger', 'volumes'];

const refuse = (text: string): NetworkError =>
  new NetworkError('PREFLIGHT_FAILED', text, {
    next: 'Make the images on a Linux machine with the C library of GNU, and bring them with "images save" and "images load".',
  });

/**
 * Lays out the root of an image from programs of this machine: as given, nothing is compiled.
 * @throws {@link NetworkError} `PREFLIGHT_FAILED` where programs of this machine cannot run in a container,
 * `STORAGE_FAILED`
 */
export async function layOutRoot(root: string, programs: readonly ProgramInImage[]): Promise<void> {
  if (process.platform !== 'linux') throw refuse(`programs for ${process.platform} do not run in containers`);
  const all = [...programs, ...TOOLS.map((name) => ({ file: onPath(name), place: `/usr/bin/${name}` }))];
  const libraries = new Set((await Promise.all(all.map(({ file }) => librariesOf(file)))).flat());
  try {
    for (const folder of FOLDERS) mkdirSync(path.join(root, folder), { recursive: true, mode: 0o755 });
    // A container's own temporary folder takes over the mode of this one.
    chmodSync(path.join(root, 'tmp'), 0o1777);
    for (const [name, text] of Object.entries(SYSTEM_FILES)) writeFileSync(path.join(root, name), text);
    for (const { file, place } of all) copyInto(root, file, place);
    for (const library of libraries) copyInto(root, library, library);
    // Scripts name /bin/sh; systems have it where /usr/bin is, too.
    copyInto(root, onPath('sh'), '/bin/sh');
  } catch (error) {
    if (error instanceof NetworkError) throw error;
    throw new NetworkError('STORAGE_FAILED', `${root} cannot be written: ${messageOf(error)}`, {
      next: 'Look for free room (df -h), then run the command again.',
    });
  }
}

function copyInto(root: string, file: string, place: string): void {
  const target = path.join(root, place);
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(realpathSync(file), target);
  chmodSync(target, 0o755);
}

function onPath(name: string): string {
  const folders = ['/usr/bin', '/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const file = folders.map((folder) => path.resolve(folder, name)).find(isProgram);
  if (file === undefined) throw refuse(`${name} is not on the PATH`);
  return file;
}

/** Absolute paths of the libraries of a program, its loader included; none of a static one. */
async function librariesOf(file: string): Promise<string[]> {
  try {
    const { stdout } = await execute('ldd', [file]);
    return [...stdout.matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm)].map(([, library = '']) => library);
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    if (`${stdout ?? ''}${stderr ?? ''}`.includes('not a dynamic executable')) return [];
    throw refuse(`the libraries of ${file} cannot be told: ${messageOf(error)}`);
  }
}
