// SPDX-License-Identifier: Apache-2.0
import { engineFindings } from '../../dist/docker/engine/preflight.js';
import { imageNames } from '../../dist/docker/images/image-names.js';
import { missingImages } from '../../dist/docker/images/present.js';
import { leftovers } from '../../dist/docker/leftovers.js';
import { modelOf } from '../support/models.js';
import { rejectionOf } from '../support/failures.js';
import { onlyPrograms } from './support.js';

/** A `docker` that answers as an engine and a Compose of these versions. */
const docker = ({
  engine = '28.2.2',
  compose = 'echo 2.26.1-4',
  security = '["name=seccomp"]',
  more = '',
}): string =>
  [
    'case "$*" in',
    more,
    `"version "*) echo '${engine}';;`,
    `"compose version"*) ${compose};;`,
    `"info "*) echo '${security}';;`,
    '*) echo "unexpected: $*" >&2; exit 99;;',
    'esac',
  ].join('\n');

describe('looking at the engine', () => {
  it('finds nothing where engine and Compose are new enough', async () => {
    onlyPrograms({ docker: docker({}) });
    expect(await engineFindings()).toEqual([]);
    onlyPrograms({ docker: docker({ engine: '20.10.24+dfsg1', compose: 'echo v2.5.0' }) });
    expect(await engineFindings()).toEqual([]);
  });

  it.each([
    ['no docker', {}, /^docker is not on the PATH$/, /Install Docker Engine/],
    [
      'an engine that does not run',
      { docker: 'echo "Cannot connect to the Docker daemon" >&2; exit 1' },
      /cannot be reached: Cannot connect/,
      /Start the engine/,
    ],
    [
      'an engine that refuses the user',
      { docker: 'echo "permission denied while trying to connect" >&2; exit 1' },
      /permission denied/,
      /right to use the engine/,
    ],
    [
      'an old engine',
      { docker: docker({ engine: '19.03.15' }) },
      /is 19\.03\.15, 20\.10 or newer/,
      /newer Docker Engine/,
    ],
    [
      'Compose v1 alone',
      { docker: docker({ compose: 'exit 1' }), 'docker-compose': 'echo "docker-compose version 1.29.2"' },
      /only Compose v1 is there \(docker-compose version 1\.29\.2\)/,
      /Install Compose v2/,
    ],
    ['no Compose', { docker: docker({ compose: 'exit 1' }) }, /has no Compose/, /Install Compose v2/],
    [
      'an engine that remaps users',
      { docker: docker({ security: '["name=seccomp","name=rootless"]' }) },
      /remaps users \(rootless\)/,
      /--mode native/,
    ],
  ])('tells what to do about %s', async (_, programs, text, next) => {
    onlyPrograms(programs);
    const [finding, ...others] = await engineFindings();
    expect(others).toEqual([]);
    expect(finding?.text).toMatch(text);
    expect(finding?.next).toMatch(next);
  });
});

describe('looking at images', () => {
  const names = imageNames({
    fabricRegistry: 'reg.example/hl',
    fabricTag: '3.1.5',
    chaincodeImage: 'meterpki/chaincode:1',
  });

  it('names each that is missing, with every way to get it', async () => {
    onlyPrograms({
      docker: docker({ more: '*fabric-orderer:3.1.5) echo sha256:1;;\n"image inspect "*) exit 1;;' }),
    });
    const findings = await missingImages(names);
    expect(findings.map(({ text }) => text)).toEqual([
      'the image reg.example/hl/fabric-peer:3.1.5 is not there',
      'the image meterpki/chaincode:1 is not there',
    ]);
    expect(findings[0]?.next).toMatch(/images build.*--deployment.*images save.*images load.*docker pull/);
  });
});

describe('looking for an earlier network of the same name', () => {
  it('names its volumes and how to keep or to delete them', async () => {
    const more = '"ps "*) :;;\n"volume ls "*) echo paper-a_ptb-peer0;;';
    onlyPrograms({ docker: docker({ more }) });
    const [finding] = await leftovers(modelOf('paper-a'));
    expect(finding?.text).toMatch(
      /project paper-a already, with 0 containers and 1 volumes \(paper-a_ptb-peer0\)/,
    );
    expect(finding?.next).toMatch(/--name.*docker compose --project-name paper-a down --volumes/);
  });

  it('finds nothing where there is none', async () => {
    onlyPrograms({ docker: docker({ more: '"ps "*|"volume ls "*) :;;' }) });
    expect(await leftovers(modelOf('paper-a'))).toEqual([]);
  });

  it('says what docker said where it refuses', async () => {
    onlyPrograms({ docker: 'echo "no engine" >&2; exit 1' });
    const failure = await rejectionOf(leftovers(modelOf('paper-a')));
    expect(failure).toMatchObject({ code: 'COMMAND_FAILED', faults: ['no engine'] });
  });
});
