// SPDX-License-Identifier: Apache-2.0

/** A signal that is given when the user presses Ctrl-C or the system asks to end. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  process.once('SIGINT', abort).once('SIGTERM', abort);
  return controller.signal;
}

/** Tells on standard error what goes on, with the seconds since the command began. */
export function progress(): (text: string) => void {
  const start = performance.now();
  return (text) => {
    const seconds = Math.round((performance.now() - start) / 1000);
    process.stderr.write(`[${String(seconds).padStart(3)} s] ${text}\n`);
  };
}
