// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { Layout } from '../../dist/directory/layout.js';
import { COMMANDS_LOG, runProgram } from '../../dist/programs/run-program.js';
import { rejectionOf } from '../support/failures.js';
import { temporaryFolder } from '../support/temporary.js';

const newLayout = (): Layout => new Layout(temporaryFolder());
const shell = (script: string): { purpose: string; program: string; args: string[] } => ({
  purpose: 'try the shell',
  program: '/bin/sh',
  args: ['-c', script],
});

describe('runProgram', () => {
  it('gives standard output, and keeps all output in a log that only its owner may read', async () => {
    const layout = newLayout();
    expect(await runProgram(layout, shell('echo out; echo err >&2'))).toBe('out\n');
    const log = layout.log(COMMANDS_LOG);
    expect(readFileSync(log, 'utf8')).toMatch(
      / try the shell: sh -c .*\nout\nerr\nended with exit code 0\n$/s,
    );
    expect(statSync(log).mode & 0o077).toBe(0);
  });

  it('says what could not be done, with the last lines and the log', async () => {
    const layout = newLayout();
    const failure = await rejectionOf(
      runProgram(layout, shell('echo a; echo b; echo c; echo d >&2; exit 7')),
    );
    expect(failure).toMatchObject({
      code: 'COMMAND_FAILED',
      message: 'could not try the shell: sh ended with exit code 7',
      faults: ['b', 'c', 'd'],
      log: layout.log(COMMANDS_LOG),
    });
  });

  it('says so where the program is not there', async () => {
    const failure = await rejectionOf(
      runProgram(newLayout(), { ...shell(''), program: '/nonexistent/peer' }),
    );
    expect(failure.code).toBe('COMMAND_FAILED');
    expect(failure.message).toContain('ENOENT');
  });

  it('ends the program when the user interrupts', async () => {
    const controller = new AbortController();
    const run = rejectionOf(runProgram(newLayout(), { ...shell('sleep 60'), signal: controller.signal }));
    controller.abort();
    expect((await run).code).toBe('INTERRUPTED');
  });

  it('does not pass on variables that Fabric would read', async () => {
    process.env.CORE_PEER_ADDRESS = 'elsewhere:7051';
    try {
      const script = 'echo "${CORE_PEER_ADDRESS-unset} $OWN"';
      expect(await runProgram(newLayout(), { ...shell(script), environment: { OWN: 'mine' } })).toBe(
        'unset mine\n',
      );
    } finally {
      delete process.env.CORE_PEER_ADDRESS;
    }
  });
});
