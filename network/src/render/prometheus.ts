// SPDX-License-Identifier: Apache-2.0
import type { KeyPairFiles } from '../directory/layout.js';
import { nodesOf, type FabricNode, type NetworkModel } from '../model/network-model.js';
import { yamlText } from './yaml-text.js';

/** Files for one node's metrics, as paths for the machine that scrapes. */
export interface ScrapeFiles {
  readonly client: KeyPairFiles;
  readonly authority: string;
}

/**
 * Renders a configuration for Prometheus: one job for each node, since each institute has authorities of its own.
 */
export function renderPrometheus(model: NetworkModel, filesOf: (node: FabricNode) => ScrapeFiles): string {
  return yamlText({
    global: { scrape_interval: '15s' },
    scrape_configs: nodesOf(model).map((node) => {
      const { client, authority } = filesOf(node);
      return {
        job_name: node.name,
        scheme: 'https',
        tls_config: {
          ca_file: authority,
          cert_file: client.certificate,
          key_file: client.privateKey,
          server_name: node.hostName,
        },
        static_configs: [
          {
            targets: [`${node.address}:${node.ports.operations}`],
            labels: { network: model.name, nmi: node.nmi, kind: node.kind },
          },
        ],
      };
    }),
  });
}
