// SPDX-License-Identifier: Apache-2.0
import { writeEdl40 } from '../../receipt/edl40/text';
import { BLOCK_LENGTH } from '../../receipt/edl40/block';
import { edl40Methods } from '../../receipt/edl40/methods';
import { fault, type Contained, type Surroundings, type Unwrap } from '../container';
import { decodeText } from '../encodings';
import { childOf, type XmlElement } from '../xml/tree';

const bytesIn = (element: XmlElement | undefined): Uint8Array =>
  decodeText(element?.text ?? '', element?.attributes.get('encoding')) ?? new Uint8Array();

/** The key of an element that may hold one, as written. */
export function keyIn(element: XmlElement): Pick<Surroundings, 'key'> {
  const key = childOf(element, 'publicKey')?.text.trim() ?? '';
  return key === '' ? {} : { key };
}

/**
 * Reads `signedMeterValue`: block, signature and key of an EDL40 meter in elements of their own. What is no EDL40
 * block may be signed data of another format in the same wrapping.
 */
export function signedMeterValue(element: XmlElement, unwrap: Unwrap): Contained[] {
  const value = childOf(element, 'encodedMeterValue');
  if (value === undefined) return [fault('malformed', 'has no encodedMeterValue')];
  const block = bytesIn(value);
  if (block.length !== BLOCK_LENGTH) {
    return unwrap(value.text, value.attributes.get('encoding')).map((item) => ({
      ...keyIn(element),
      ...item,
    }));
  }
  const method = childOf(element, 'signatureMethod')?.text.trim();
  if (method !== undefined && edl40Methods.every(({ name }) => name !== method))
    return [fault('unsupported', 'names a signature method that is not built in')];
  const text = writeEdl40(block, bytesIn(childOf(element, 'meterValueSignature')));
  return [{ ...keyIn(element), content: { kind: 'receipt', text } }];
}
