// SPDX-License-Identifier: Apache-2.0
import type { FabricNode } from '../model/network-model.js';

/** The host under which other nodes of the channel reach a node; the port is the node's own in every mode. */
export type Addressing = (node: FabricNode) => string;

/** Nodes that share a name service, as containers do, use the names in their certificates. */
export const byHostName: Addressing = ({ hostName }) => hostName;

/** Nodes that are processes on their hosts use the hosts' addresses. */
export const byHostAddress: Addressing = ({ address }) => address;
