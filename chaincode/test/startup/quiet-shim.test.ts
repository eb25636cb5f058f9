// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import shim from 'fabric-shim';
import { quietShim } from '../../dist/startup/quiet-shim';

/** The loggers of the contract API; the package does not type them. */
const { getLogger } = createRequire(__filename)('fabric-contract-api/lib/logger') as {
  getLogger: typeof shim.newLogger;
};

describe.each([
  ['the shim', shim.newLogger('lib/stub.js')],
  ['the contract API', getLogger('./lib/jsontransactionserializer.js')],
])('loggers of %s', (_, logger) => {
  const written: string[] = [];

  beforeAll(() => {
    quietShim();
    logger.on('data', ({ message }: { message: string }) => written.push(message));
    logger.silent = false;
    for (const transport of logger.transports) transport.silent = true;
  });

  beforeEach(() => {
    written.length = 0;
  });

  it('make nothing of a line that their level leaves out', () => {
    logger.level = 'warn';
    logger.debug('a line');
    logger.info('a line');
    expect(written).toEqual([]);
  });

  it('write what their level lets through, as before', () => {
    logger.level = 'debug';
    logger.debug('line %d', 1);
    logger.info('line 2');
    logger.error('line 3');
    expect(written).toHaveLength(3);
    expect(written.map((line) => line.trim()).slice(1)).toEqual(['line 2', 'line 3']);
  });
});
