// SPDX-License-Identifier: Apache-2.0
import { errorCodes, isErrorCode, parseRefusal, Refusal, refusal, type Fault } from '@meterpki/protocol';

const faults: [Fault, ...Fault[]] = [
  { path: 'argument.meters[3].key', code: 'KEY_INVALID', text: 'give the SPKI: DER, base64' },
  { path: 'argument.meters[4].meterId', code: 'FOREIGN_PREFIX', text: 'ptb is not yours, use your own' },
];

describe('a refusal', () => {
  it('has the code of its first fault and keeps all of them', () => {
    const error = new Refusal(faults);
    expect(error.code).toBe('KEY_INVALID');
    expect(error.faults).toEqual(faults);
    expect(error.name).toBe('Refusal');
    expect(error.message.startsWith('KEY_INVALID: ')).toBe(true);
  });

  it.each(['', 'chaincode response 500, ', 'failed to evaluate, see details: chaincode response 500, '])(
    'is read back behind %j',
    (prefix) => {
      expect(parseRefusal(prefix + new Refusal(faults).message)).toEqual({ code: 'KEY_INVALID', faults });
    },
  );

  it('is read back for every code', () => {
    for (const code of Object.keys(errorCodes).filter(isErrorCode)) {
      const single = { path: 'argument', code, text: 'why' };
      const read = parseRefusal(`chaincode response 500, ${refusal(code, 'argument', 'why').message}`);
      expect(read).toEqual({ code, faults: [single] });
    }
  });

  it('shows a hundred faults and counts the others', () => {
    const many = Array.from({ length: 150 }, (_, at): Fault => ({
      path: `meters[${at}]`,
      code: 'METER_EXISTS',
      text: 'x',
    }));
    const [first = faults[0], ...rest] = many;
    const error = new Refusal([first, ...rest]);
    expect(error.faults).toHaveLength(150);
    expect(error.message).toContain('(150 faults)');
    expect(error.message).toContain('(and 50 more)');
    expect(parseRefusal(error.message)?.faults).toEqual(many.slice(0, 100));
  });
});

describe('parseRefusal', () => {
  it.each([
    '',
    'no code here',
    'UNKNOWN_CODE: text',
    'chaincode response 500, something went wrong',
    'toString: text',
    'key_invalid: text',
    'XKEY_INVALID: text',
    'chaincode response 500,KEY_INVALID: text',
  ])('finds none in %j', (text) => {
    expect(parseRefusal(text)).toBeUndefined();
  });

  it('leaves out lines that are no faults', () => {
    const text = 'KEY_INVALID: x\nnoise\n- a: NO_SUCH_CODE: y\n- b: KEY_EXISTS: z';
    expect(parseRefusal(text)?.faults).toEqual([{ path: 'b', code: 'KEY_EXISTS', text: 'z' }]);
  });
});
