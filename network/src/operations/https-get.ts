// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { Layout } from '../directory/layout.js';
import type { FabricNode } from '../model/network-model.js';

/** An answer of an operations endpoint. */
export interface OperationsAnswer {
  readonly status: number;
  readonly body: string;
}

const GET_MILLISECONDS = 5000;
const MOST_CHARACTERS = 8_000_000;

/**
 * Asks an operations endpoint as the institute's operator.
 * @param resource - `/healthz` or `/metrics`
 * @returns undefined where it does not answer in time or not with the right certificate
 */
export async function askOperations(
  layout: Layout,
  node: FabricNode,
  resource: '/healthz' | '/metrics',
): Promise<OperationsAnswer | undefined> {
  const operator = layout.operator(node.nmi);
  return await new Promise((resolve) => {
    const give = (): void => {
      resolve(undefined);
    };
    try {
      const asked = request(
        {
          host: node.address,
          port: node.ports.operations,
          path: resource,
          ca: readFileSync(layout.tlsAuthority(node)),
          cert: readFileSync(operator.certificate),
          key: readFileSync(operator.privateKey),
          servername: node.hostName,
          agent: false,
          timeout: GET_MILLISECONDS,
        },
        (answer) => {
          let body = '';
          answer.setEncoding('utf8');
          answer.on('data', (text: string) => {
            if (body.length < MOST_CHARACTERS) body += text;
          });
          answer.on('end', () => {
            resolve({ status: answer.statusCode ?? 0, body });
          });
          answer.on('error', give);
        },
      );
      asked.on('timeout', () => asked.destroy());
      asked.on('error', give);
      asked.end();
    } catch {
      give();
    }
  });
}
