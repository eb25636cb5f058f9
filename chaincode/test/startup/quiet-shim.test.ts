// SPDX-License-Identifier: Apache-2.0
import shim from 'fabric-shim';
import { quietShim } from '../../dist/startup/quiet-shim';

describe('loggers of the shim', () => {
  const logger = shim.newLogger('lib/stub.js');
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
