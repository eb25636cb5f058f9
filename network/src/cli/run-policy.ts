// SPDX-License-Identifier: Apache-2.0
import pc from 'picocolors';
import type { NetworkOptions } from '../commands/network-options.js';
import { policyCheck, type PolicyCheck } from '../commands/policy-check.js';

/** Exit code for a policy that should not be proposed. */
const EXIT_NOT_USABLE = 1;

/** The outcome of a check for people. */
export function policyCheckText({ file, base, usable, faults, notices }: PolicyCheck): string {
  const verdict = usable
    ? pc.green(`may be proposed on revision ${base}`)
    : pc.red(`should not be proposed on revision ${base}`);
  return [
    `${file}: ${verdict}`,
    ...faults.map(({ path, text }) => `  - ${path}: ${text}`),
    ...notices.map((text) => `  note: ${text}`),
    '',
  ].join('\n');
}

/** `network policy check FILE` */
export async function runPolicyCheck(flags: NetworkOptions, file: string, isJson: boolean): Promise<void> {
  const found = await policyCheck(flags, file);
  process.stdout.write(isJson ? `${JSON.stringify(found, null, 2)}\n` : policyCheckText(found));
  if (!found.usable) process.exitCode = EXIT_NOT_USABLE;
}
