// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject, type JsonValue } from '../../json/read';
import { within, type Contained, type Surroundings, type Unwrap } from '../container';
import { firstField, nearestField, objectsIn } from '../json/objects';
import { momentOf } from '../moments';

/** Signed data: OCPP 2 (SignedMeterValueType), what back ends ask for in OCPP 1.6, and a spelling met in software. */
const DATA = ['signedMeterData', 'signedMeterValue', 'signed_meter_data'] as const;
const KEY = ['publicKey', 'public_key'] as const;
const TRANSACTION = ['transactionId', 'transaction_id'] as const;

/** Signed data of an object, or undefined; in OCPP 1.6 `value` of a SampledValue in the format SignedData. */
function dataOf(object: JsonObject): string | undefined {
  const names = object.format === 'SignedData' ? [...DATA, 'value'] : DATA;
  return names.map((name) => object[name]).find((data) => typeof data === 'string' && data !== '') as
    string | undefined;
}

/** OCPP 2 names the transaction in an object of its own beside the meter values. */
function transactionOf(objects: readonly JsonObject[]): Pick<Surroundings, 'transaction'> {
  const infos = objects.flatMap(({ transactionInfo }) =>
    isObject(transactionInfo) ? [transactionInfo] : [],
  );
  const transaction = nearestField(objects, TRANSACTION) ?? nearestField(infos, TRANSACTION);
  return transaction === undefined ? {} : { transaction };
}

function surroundingsOf(objects: readonly JsonObject[], object: JsonObject): Surroundings {
  const key = firstField(object, KEY);
  const word = nearestField(objects, ['context']) ?? nearestField(objects, ['eventType']);
  return { ...(key === undefined ? {} : { key }), ...momentOf(word), ...transactionOf(objects) };
}

/** The receipts in the signed meter values of OCPP 1.6, 2.0.1 or 2.1, wherever in a message they stand. */
export function signedValuesIn(value: JsonValue, unwrap: Unwrap): Contained[] {
  return [...objectsIn(value, dataOf)].flatMap(({ object, found, around }) => {
    const outer = surroundingsOf([...around, object], object);
    return unwrap(found, 'base64').map((item) => within(item, outer));
  });
}
