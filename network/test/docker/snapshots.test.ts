// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { containerPlaces } from '../../dist/docker/compose/places.js';
import { renderCompose } from '../../dist/docker/compose/render-compose.js';
import { orderersOf, peersOf } from '../../dist/model/network-model.js';
import { byHostName } from '../../dist/render/addressing.js';
import { renderCore } from '../../dist/render/core.js';
import { renderOrderer } from '../../dist/render/orderer.js';
import { modelOf } from '../support/models.js';

// Tests run from the compiled folder; the snapshots stand beside their sources.
const SNAPSHOTS = path.resolve(__dirname, '../../test/docker/fixtures');

/** Set to write the snapshots anew; look at what changed before you commit it. */
const isUpdate = process.env.UPDATE_RENDERED !== undefined;

describe('what is rendered for containers from paper-a', () => {
  const model = modelOf('paper-a');
  const rendered: [string, string][] = [
    ['docker-compose.yaml', renderCompose(model)],
    ...peersOf(model).map((peer): [string, string] => [
      `${peer.name}-core.yaml`,
      renderCore(peer, [peer], byHostName, containerPlaces),
    ]),
    ...orderersOf(model).map((orderer): [string, string] => [
      `${orderer.name}-orderer.yaml`,
      renderOrderer(orderer, containerPlaces),
    ]),
  ];

  it.each(rendered)('%s is as it was', (name, text) => {
    const file = path.join(SNAPSHOTS, name);
    if (isUpdate) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
