// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../programs/find-programs.js';
import { runDocker } from './run-docker.js';

/** The oldest engine that is supported. */
const OLDEST_ENGINE = [20, 10] as const;
const OLDEST_COMPOSE = 2;

const GET_COMPOSE =
  'Install Compose v2 as a plugin of docker (https://docs.docker.com/compose/install/linux/); "docker compose version" then tells it.';

/** What keeps Docker from running a network here; empty where nothing does. */
export async function engineFindings(): Promise<Finding[]> {
  const version = await runDocker(['version', '--format', '{{.Server.Version}}']);
  if (version.isMissing) {
    const next = 'Install Docker Engine (https://docs.docker.com/engine/install/), or use --mode native.';
    return [{ text: 'docker is not on the PATH', next }];
  }
  if (version.code !== 0) return [notAnswering(version.stderr)];
  return [...oldEngine(version.stdout.trim()), ...(await composeFindings()), ...(await userFindings())];
}

function notAnswering(stderr: string): Finding {
  const [reason = 'no answer'] = stderr.split('\n').filter((line) => line.trim() !== '');
  const isRefused = /permission denied/i.test(stderr);
  return {
    text: `the Docker engine cannot be reached: ${reason.trim()}`,
    next: isRefused
      ? 'Give your user the right to use the engine (https://docs.docker.com/engine/install/linux-postinstall/), or use --mode native.'
      : 'Start the engine ("sudo systemctl start docker"), or use --mode native.',
  };
}

function numbersOf(version: string): [number, number] {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0)];
}

function oldEngine(version: string): Finding[] {
  const [major, minor] = numbersOf(version);
  const [oldMajor, oldMinor] = OLDEST_ENGINE;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return [];
  const text = `the Docker engine is ${version === '' ? 'of an unknown version' : version}, ${oldMajor}.${oldMinor} or newer is needed`;
  return [
    {
      text,
      next: 'Install a newer Docker Engine (https://docs.docker.com/engine/install/), or use --mode native.',
    },
  ];
}

async function composeFindings(): Promise<Finding[]> {
  const plugin = await runDocker(['compose', 'version', '--short']);
  const version = plugin.code === 0 ? plugin.stdout.trim() : '';
  if (version !== '') {
    const [major] = numbersOf(version);
    return major >= OLDEST_COMPOSE
      ? []
      : [{ text: `Compose is ${version}, version 2 is needed`, next: GET_COMPOSE }];
  }
  const first = await runDocker(['--version'], { program: 'docker-compose' });
  const text =
    first.code === 0
      ? `only Compose v1 is there (${first.stdout.trim()}), version 2 is needed`
      : 'docker has no Compose: "docker compose version" fails';
  return [{ text, next: GET_COMPOSE }];
}

/** With remapped users the owner of the key files is somebody else inside a container. */
async function userFindings(): Promise<Finding[]> {
  const { stdout } = await runDocker(['info', '--format', '{{json .SecurityOptions}}']);
  const kind = /name=(rootless|userns)/.exec(stdout)?.[1];
  if (kind === undefined) return [];
  return [
    {
      text: `the Docker engine remaps users (${kind}): containers could not read keys that only their owner may read`,
      next: 'Use an engine without rootless mode and userns-remap, or --mode native.',
    },
  ];
}
