// SPDX-License-Identifier: Apache-2.0

/** Files that this tool writes into the directory of a network. */
const FILES = [
  ...['network.json', 'ledger.json', 'trust.json', 'crypto-config.yaml', 'configtx.yaml'],
  ...['genesis.block', 'prometheus.yml', 'docker-compose.yaml', '.env'],
];

/** Folders that it makes there. */
const FOLDERS = ['crypto-config', 'own-material', 'profiles', 'logs', 'processes', 'chaincode', 'nodes'];

/** The lock, and what is written beside it until it is taken. */
const LOCK = /^network\.lock(\.\d+(\.dead|\.\d+\.new)?)?$/;

/** A file that is being written. */
const UNFINISHED = /^(.+)\.\d+\.new$/;

/** Whether a name is of a lock: such a file may stand where there is no network yet, or no more. */
export const isLockName = (name: string): boolean => LOCK.test(name);

/** Whether a name is of the record while it is written for the first time: it is the first file of a network. */
export const isFirstName = (name: string): boolean => UNFINISHED.exec(name)?.[1] === 'network.json';

/** Whether this tool gives a name to something in the directory of a network; a name that only begins so is another. */
export const isOwnName = (name: string): boolean =>
  FILES.includes(name) ||
  FOLDERS.includes(name) ||
  isLockName(name) ||
  FILES.includes(UNFINISHED.exec(name)?.[1] ?? '');
