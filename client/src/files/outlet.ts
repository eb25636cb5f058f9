// SPDX-License-Identifier: Apache-2.0
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';

/** Where the bytes of a file go until it is complete. */
export interface Outlet {
  readonly descriptor: number;
  /** All is written. @throws the error of the operating system */
  finish(): void;
  /** Leaves nothing behind. @throws the error of the operating system */
  abandon(): void;
}

const nothing = (): void => undefined;

/** Standard output and standard error, which `/dev/stdout` and `/dev/stderr` lead to. */
const STANDARD = [1, 2] as const;

function isSame(descriptor: number, file: string): boolean {
  try {
    const [one, other] = [fstatSync(descriptor, { bigint: true }), statSync(file, { bigint: true })];
    return one.dev === other.dev && one.ino === other.ino;
  } catch {
    // The caller of this program closed it.
    return false;
  }
}

/** A file beside the one that it takes the place of. */
function draftOf(file: string, mode: number): Outlet {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  const descriptor = openSync(draft, 'wx', mode);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    descriptor,
    finish: () => {
      fsyncSync(descriptor);
      close();
      renameSync(draft, file);
    },
    abandon: () => {
      rmSync(draft, { force: true });
      close();
    },
  };
}

/** A pipe or a device, whose place nothing can take. */
function streamAt(file: string): Outlet {
  const descriptor = openSync(file, 'w');
  return {
    descriptor,
    finish: () => {
      closeSync(descriptor);
    },
    abandon: nothing,
  };
}

/**
 * Opens what is to be written under a name: a draft where a file is or will be, links followed; anything else is written
 * to. A standard stream of this process is taken as it is, since opening it anew would begin at its start, or fail.
 * @param mode - of a new file
 * @throws the error of the operating system
 */
export function outletAt(file: string, mode: number): Outlet {
  const place = statSync(file, { throwIfNoEntry: false });
  if (place === undefined) return draftOf(file, mode);
  const descriptor = STANDARD.find((standard) => isSame(standard, file));
  if (descriptor !== undefined) return { descriptor, finish: nothing, abandon: nothing };
  return place.isFile() ? draftOf(realpathSync(file), mode) : streamAt(file);
}
