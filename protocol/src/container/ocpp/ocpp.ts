// SPDX-License-Identifier: Apache-2.0
import { readJson } from '../../json/read';
import type { ContainerFormat } from '../container';
import { unwrap } from '../unwrap';
import { signedValuesIn } from './signed-values';

const MEMBERS = ['"signedMeterData"', '"signedMeterValue"', '"signed_meter_data"', '"SignedData"'];

/**
 * Signed meter values of OCPP: a whole message (`[2,"…","TransactionEvent",{…}]`), its payload, a meter value, or one
 * SignedMeterValueType by itself.
 */
export const ocpp: ContainerFormat = {
  name: 'ocpp',
  detect: (text) => /^\s*[[{]/.test(text) && MEMBERS.some((member) => text.includes(member)),
  read: (text) => {
    const value = readJson(text);
    return value === undefined ? undefined : signedValuesIn(value, unwrap);
  },
};
