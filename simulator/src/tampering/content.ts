// SPDX-License-Identifier: Apache-2.0
import { SimulatorError } from '../errors';
import type { Parts } from './parts';

/**
 * Changes the last place that `pattern` finds, keeping all other bytes.
 * @throws {@link SimulatorError} MODE_NOT_APPLICABLE
 */
function changeLast(text: string, pattern: RegExp, change: (found: string) => string): string {
  const last = [...text.matchAll(pattern)].at(-1);
  if (last === undefined) throw new SimulatorError('MODE_NOT_APPLICABLE', 'take another receipt');
  const [whole, before = '', found = ''] = last;
  const at = last.index;
  return text.slice(0, at) + before + change(found) + text.slice(at + whole.length);
}

const nextDigit = (digit: string): string => String((Number(digit) + 1) % 10);

/** The first digit of the last reading, one more. */
export const changedAmount = ({ signed, rebuild }: Parts): string =>
  rebuild({ signed: changeLast(signed, /("RV"\s*:\s*"?\s*-?)(\d)/g, nextDigit) });

const nextHour = (hour: string): string => String((Number(hour) + 1) % 24).padStart(2, '0');

/** The last time, an hour on. */
export const changedTime = ({ signed, rebuild }: Parts): string =>
  rebuild({ signed: changeLast(signed, /("TM"\s*:\s*"[\d-]*T)(\d\d)/g, nextHour) });

/** Another user's ID. */
export const changedUser = ({ signed, rebuild }: Parts): string =>
  rebuild({
    signed: changeLast(signed, /("ID"\s*:\s*")([^"]*)/g, (id) =>
      id === 'FFFFFFFF' ? 'EEEEEEEE' : 'FFFFFFFF',
    ),
  });

/** The first character of raw information, replaced. */
export const changedInformation = ({ signed, rebuild }: Parts): string =>
  rebuild({ signed: (signed.startsWith('#') ? '+' : '#') + signed.slice(1) });

/** The payload printed anew in a readable way, as exports do after signing; its values are the same. */
export const prettyPrinted = ({ signed, rebuild }: Parts): string =>
  rebuild({ signed: JSON.stringify(JSON.parse(signed), null, 2) });

/** A first member written a second time: which of the two counts? */
export const duplicateMember = ({ signed, rebuild }: Parts): string =>
  rebuild({ signed: changeLast(signed, /^(\s*)\{/g, () => '{"FV":"1.0","FV":"1.0",') });
