// SPDX-License-Identifier: Apache-2.0
import { conformanceProgram, runScript } from '@meterpki/scenario';

/** `ledger.json` of a network that runs the conformance contract; see docs/conformance.md. */
const file = process.env.METERPKI_CONFORMANCE_NETWORK;
const whereThereIsOne = file === undefined ? it.skip : it;

describe('a real Fabric', () => {
  whereThereIsOne(
    'answers the conformance script as recorded (METERPKI_CONFORMANCE_NETWORK names its ledger.json)',
    async () => {
      const { status, stdout, stderr } = await runScript(conformanceProgram, ['--ledger', file ?? '']);
      const different = stdout.split('\n').filter((line) => /^(?:DIFFERENT|  recorded|  seen)/.test(line));
      expect({ status, stderr, different }).toEqual({ status: 0, stderr: '', different: [] });
    },
    600_000,
  );
});
