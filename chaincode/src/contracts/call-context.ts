// SPDX-License-Identifier: Apache-2.0
import { fromUtf8, refusal } from '@meterpki/protocol';
import { Context } from 'fabric-contract-api';

/** The shim's stub, with what it has beyond its types: the function and its arguments as they crossed the wire. */
type Stub = Context['stub'] & { getBufferArgs(): readonly Uint8Array[] };

/** The part of a function's name behind the contract's, as the shim cuts it. */
const nameOf = (fcn: string): string => fcn.slice(fcn.indexOf(':') + 1);

function requireOneText(values: readonly Uint8Array[]): void {
  const [argument] = values;
  if (argument === undefined || values.length > 1) {
    throw refusal(
      'INVALID_ARGUMENT',
      'argument',
      `must be one JSON object; there are ${values.length} arguments`,
    );
  }
  if (fromUtf8(argument) === undefined) throw refusal('INVALID_ARGUMENT', 'argument', 'must be UTF-8');
}

/**
 * The context of a call, which refuses (INVALID_ARGUMENT) what is not one argument in UTF-8. The contract API counts
 * arguments itself and refuses with a text of its own, but it hands over the stub before that: so the stub's arrival is
 * where a code can be given. It is a plain Context, since the API tells the parameter of a method by that class.
 * @param isTransaction - false for names whose calls are refused by the name, whatever they carry
 */
export function callContext(isTransaction: (name: string) => boolean): Context {
  const context = new Context();
  const setChaincodeStub = (stub: Stub): void => {
    context.stub = stub;
    const [name = new Uint8Array(), ...values] = stub.getBufferArgs();
    if (isTransaction(nameOf(Buffer.from(name).toString('utf8')))) requireOneText(values);
  };
  return Object.assign(context, { setChaincodeStub });
}
