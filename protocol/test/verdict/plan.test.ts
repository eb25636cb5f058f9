// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  defaultAlgorithms,
  matchReceipt,
  nodeBackend,
  planMatch,
  readReceipt,
  type MeterRecord,
  type SignatureBackend,
} from '@meterpki/protocol';
import { ellipticBackend, tamper } from '@meterpki/simulator';
import { recordAround, transaction } from '../support/ocmf';
import { keyRecord, meterOf, meterRecord } from '../support/register';

const meter = meterOf();
const receipt = meter.signOcmf(transaction);
const ownKey = keyRecord(meter);
const others = ['a', 'b', 'c'].map((name) => keyRecord(meterOf(name)));
const inputOf = (text: string, meters: readonly MeterRecord[]): Parameters<typeof planMatch>[0] => ({
  read: readReceipt(text),
  meters,
  algorithms: defaultAlgorithms,
});

/** A backend that counts what it is asked. */
function counting(): { backend: SignatureBackend; asked: () => number } {
  let asked = 0;
  const backend: SignatureBackend = {
    ...nodeBackend,
    verify: (...question) => {
      asked += 1;
      return nodeBackend.verify(...question);
    },
    verifyLater: (...question) => {
      asked += 1;
      return nodeBackend.verifyLater(...question);
    },
  };
  return { backend, asked: () => asked };
}

describe('the plan of a match', () => {
  it.each([
    ['a good receipt', receipt, [meterRecord([ownKey])]],
    ['a changed one', tamper('changed-amount', receipt), [meterRecord([ownKey])]],
    ['one of the oldest of four keys', receipt, [meterRecord([ownKey, ...others])]],
    ['one without candidates', receipt, []],
    ['an unreadable one', 'OCMF|', [meterRecord([ownKey])]],
    [
      'a key of another algorithm',
      receipt,
      [meterRecord([keyRecord(meter, { algorithm: 'ECDSA-secp256k1-SHA256' })])],
    ],
  ])('comes to the same end on the thread and off it: %s', async (_what, text, meters) => {
    const input = inputOf(text, meters);
    const now = planMatch(input).run();
    expect(await planMatch(input).runLater()).toEqual(now);
    expect(await planMatch(input, ellipticBackend).runLater(ellipticBackend)).toEqual(now);
    expect(matchReceipt(input)).toEqual(now);
  });

  it('tells beforehand how many signatures there are to verify at most, and stops at the first that verifies', async () => {
    const plan = planMatch(inputOf(receipt, [meterRecord([...others, ownKey])]));
    expect(plan.trials).toBe(4);
    const [onThread, off] = [counting(), counting()];
    plan.run(onThread.backend);
    await plan.runLater(off.backend);
    expect([onThread.asked(), off.asked()]).toEqual([1, 1]);
    const none = planMatch(inputOf(tamper('changed-amount', receipt), [meterRecord(others)]));
    const all = counting();
    none.run(all.backend);
    expect([none.trials, all.asked()]).toEqual([3, 3]);
  });

  it('counts no key that cannot verify: other algorithms, scalars out of range, nothing to read', () => {
    const p384 = keyRecord(
      meterOf(
        'x',
        algorithms.find(({ id }) => id === 'ECDSA-secp384r1-SHA384'),
      ),
      {
        algorithm: 'ECDSA-secp384r1-SHA384',
      },
    );
    const zeros = recordAround('{}', `{"SD":"${'00'.repeat(64)}"}`);
    const counts = [
      planMatch(inputOf(receipt, [meterRecord([p384, ownKey])])).trials,
      planMatch(inputOf(zeros, [meterRecord([ownKey])])).trials,
      planMatch(inputOf('', [meterRecord([ownKey])])).trials,
    ];
    expect(counts).toEqual([1, 0, 0]);
  });
});
