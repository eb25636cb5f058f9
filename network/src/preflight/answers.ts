// SPDX-License-Identifier: Apache-2.0
import { connect } from 'node:net';

const CONNECT_MILLISECONDS = 2000;

/** Whether something takes connections at a port now. */
export async function answers(host: string, port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port, timeout: CONNECT_MILLISECONDS });
    const give = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => {
      give(true);
    });
    socket.once('timeout', () => {
      give(false);
    });
    socket.once('error', () => {
      give(false);
    });
  });
}
