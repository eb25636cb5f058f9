// SPDX-License-Identifier: Apache-2.0
import { fault, within, type Contained, type Surroundings, type Unwrap } from '../container';
import { momentOf } from '../moments';
import { childOf, elementsIn, type XmlElement } from '../xml/tree';
import { keyIn, signedMeterValue } from './signed-meter-value';

/** The transaction, also as real files misspell the attribute: with a small L. */
function transactionOf({ attributes }: XmlElement): Pick<Surroundings, 'transaction'> {
  const transaction = (attributes.get('transactionId') ?? attributes.get('transactionld') ?? '').trim();
  return transaction === '' ? {} : { transaction };
}

/** Signed data as text, or as XML that nobody escaped. */
function signedData(element: XmlElement, unwrap: Unwrap): Contained[] {
  const [inner] = element.children;
  const items =
    inner === undefined
      ? unwrap(element.text, element.attributes.get('encoding'))
      : xmlItems([inner], unwrap);
  const found = items.length > 0 ? items : [fault('unsupported', 'holds XML of another kind')];
  return found.map((item) => within(item, transactionOf(element)));
}

function value(element: XmlElement, unwrap: Unwrap): Contained[] {
  const outer = {
    ...keyIn(element),
    ...momentOf(element.attributes.get('context')),
    ...transactionOf(element),
  };
  const data = childOf(element, 'signedData');
  if (data !== undefined) {
    // The transaction of the value counts: that of its signed data is another number in real files.
    return signedData(data, unwrap).map((item) => ({ ...within(item, outer), ...transactionOf(element) }));
  }
  const sealed = childOf(element, 'encodedData') !== undefined;
  const why = sealed
    ? fault('unsupported', 'is sealed (encodedData)')
    : fault('malformed', 'has no signedData');
  return [within(why, outer)];
}

type Reader = (element: XmlElement, unwrap: Unwrap) => Contained[];

const vendor: Reader = () => [fault('unsupported', 'is the billing format of one manufacturer')];

/** The elements that stand for signed values, and who reads each. */
const readers = new Map<string, Reader>([
  ['value', value],
  ['signedData', signedData],
  ['signedMeterValue', signedMeterValue],
  ['ChargingProcess', vendor],
]);

/** The receipts in XML elements: S.A.F.E. values, with or without anything around them. */
export function xmlItems(elements: readonly XmlElement[], unwrap: Unwrap): Contained[] {
  const readerOf = ({ name }: XmlElement): Reader | undefined => readers.get(name);
  return elementsIn(elements, readerOf).flatMap(({ element, found: read }) => read(element, unwrap));
}
