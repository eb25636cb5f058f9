// SPDX-License-Identifier: Apache-2.0
import type { Language } from './language';

/** A decimal as meters write it; anything else is left as it stands. */
const DECIMAL = /^([+-]?\d+)\.(\d+)$/;

/** Date, time of day, fraction of a second, and the rest of a time as OCMF and RFC 3339 write it. */
const TIME =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<clock>\d\d:\d\d:\d\d)(?<fraction>(?:[.,]\d+)?)\s*(?<offset>(?:Z|[+-]\d\d:?\d\d)?)\s*[A-Z]?$/;

/** The groups of a time; the parts that may be missing are empty. */
type TimeParts = Readonly<Record<'year' | 'month' | 'day' | 'clock' | 'fraction' | 'offset', string>>;

/**
 * A meter's figure in the decimal sign of a language. The digits are those that were signed: none is added, left out or
 * rounded, and there are no signs between thousands.
 */
export const figure = (text: string, language: Language): string =>
  language === 'en' ? text : text.replace(DECIMAL, '$1,$2');

/** `+0100` as `UTC+01:00`; for `Z` and `+0000`, `UTC`. */
function zone(text: string): string {
  if (text === '') return '';
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(text) ?? [];
  if (sign === undefined || hours === undefined || minutes === undefined) return 'UTC';
  return `${hours}${minutes}` === '0000' ? 'UTC' : `UTC${sign}${hours}:${minutes}`;
}

const dates: Readonly<Record<Language, (parts: TimeParts) => string>> = {
  en: ({ year, month, day }) => `${year}-${month}-${day}`,
  de: ({ year, month, day }) => `${day}.${month}.${year}`,
  pt: ({ year, month, day }) => `${day}/${month}/${year}`,
};

/**
 * A time in the order of a language, on the clock that wrote it; fractions of a second stay unless they are zero. In
 * English, and for texts of another form, as it was written. OCMF's clock status is left to the findings.
 */
export function moment(text: string, language: Language): string {
  const parts = TIME.exec(text)?.groups as TimeParts | undefined;
  if (language === 'en' || parts === undefined) return text;
  const { clock, fraction, offset } = parts;
  const rest = /[1-9]/.test(fraction) ? fraction.replace('.', ',') : '';
  const shown = [dates[language](parts), `${clock}${rest}`, zone(offset)];
  return shown.filter((part) => part !== '').join(' ');
}
