// SPDX-License-Identifier: Apache-2.0

/** Callers that wait for something to change. */
export class Waiters {
  #current = newWait();

  /** Lets everybody who waits go on. */
  wake(): void {
    this.#current.wake();
    this.#current = newWait();
  }

  /**
   * Waits until the next {@link Waiters.wake}.
   *
   * @throws the reason of the signal when that comes first
   */
  async wait(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { woken } = this.#current;
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      void woken.then(() => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      });
    });
  }
}

function newWait(): { readonly woken: Promise<void>; readonly wake: () => void } {
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return { woken, wake };
}
