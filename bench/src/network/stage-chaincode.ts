// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..');
const MEASURED = path.join(ROOT, 'chaincode', 'build', 'demo');
const NOOP = path.join(ROOT, 'bench', 'noop-contract');

/** Folder of everything that a bench leaves behind. */
export const BENCH_FOLDER = path.join(ROOT, 'bench', 'build');

/**
 * Stages the chaincode as it is staged for demos, with the contracts beside it that it is measured against.
 *
 * @returns path of the deployment file
 */
export function stageChaincode(): string {
  const folder = path.join(BENCH_FOLDER, 'chaincode');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(MEASURED, folder, { recursive: true });
  cpSync(NOOP, path.join(folder, 'package'), { recursive: true });
  const manifest = path.join(folder, 'package', 'package.json');
  const content = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  writeFileSync(manifest, JSON.stringify({ ...content, main: 'index.js' }));
  return path.join(folder, 'deployment.json');
}
