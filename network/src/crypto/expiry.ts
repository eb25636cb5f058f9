// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Layout } from '../directory/layout.js';
import { messageOf, NetworkError } from '../errors.js';
import { nodesOf, peersOf, type FabricNode, type NetworkModel } from '../model/network-model.js';
import { identitiesOf } from '../model/users.js';

/** When a certificate ends. */
export interface Expiry {
  /** What the certificate is for: `ptb-peer0 TLS`. */
  readonly what: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The certificate of an institute's operator and of its nodes' TLS, as files by purpose. */
function certificateFiles(layout: Layout, model: NetworkModel): [string, string][] {
  return [
    ...nodesOf(model).flatMap((node) => nodeFiles(layout, node)),
    ...peersOf(model).map((peer): [string, string] => [
      peer.chaincodeName,
      layout.chaincodeServer(peer).certificate,
    ]),
    ...model.nmis.map(({ name }): [string, string] => [
      `${name} operator`,
      layout.operator(name).certificate,
    ]),
    ...identitiesOf(model).map(({ name, user, nmi }): [string, string] => [
      name,
      layout.user(nmi, user).identity.certificate,
    ]),
  ];
}

function nodeFiles(layout: Layout, node: FabricNode): [string, string][] {
  const { msp, tls } = layout.node(node);
  return [
    [`${node.name} TLS`, tls.certificate],
    [`${node.name} enrolment`, `${msp}/signcerts/${node.hostName}-cert.pem`],
  ];
}

/**
 * When the certificates of a network end, the first one first.
 * @throws {@link NetworkError} `MATERIAL_STALE` where one is missing or cannot be read
 */
export function expiries(layout: Layout, model: NetworkModel): Expiry[] {
  const read = certificateFiles(layout, model).map(([what, file]): Expiry | string => {
    try {
      const { validFrom, validTo } = new X509Certificate(readFileSync(file));
      return { what, notBefore: new Date(validFrom), notAfter: new Date(validTo) };
    } catch (error) {
      return `${what}: ${messageOf(error)}`;
    }
  });
  const faults = read.filter((one) => typeof one === 'string');
  if (faults.length > 0) throw stale(faults);
  return read
    .filter((one) => typeof one !== 'string')
    .sort((a, b) => a.notAfter.getTime() - b.notAfter.getTime());
}

/**
 * Makes sure that all certificates are there and valid now.
 * @throws {@link NetworkError} `MATERIAL_STALE` with every one that is not
 */
export function checkMaterial(layout: Layout, model: NetworkModel, now = new Date()): void {
  const faults = expiries(layout, model).flatMap(({ what, notBefore, notAfter }) => {
    if (now > notAfter) return [`${what} ended on ${notAfter.toISOString()}`];
    return now < notBefore
      ? [`${what} is valid from ${notBefore.toISOString()} on; is the clock right?`]
      : [];
  });
  if (faults.length > 0) throw stale(faults);
}

const stale = (faults: readonly string[]): NetworkError =>
  new NetworkError('MATERIAL_STALE', 'keys or certificates are missing or not valid', {
    faults,
    next: 'Restore them from a backup; a network to try things out is made anew with "network down" and "network up".',
  });
