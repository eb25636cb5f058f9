// SPDX-License-Identifier: Apache-2.0

/** Languages that receipts and verdicts are told in; codes of ISO 639-1. */
export const languages = ['en', 'de', 'pt'] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** True for a code of {@link languages}. */
export const isLanguage = (text: string): text is Language => languages.some((code) => code === text);

/**
 * The language of a POSIX locale such as `de_AT.UTF-8`.
 * @returns undefined for `C`, `POSIX` and languages that are not built in
 */
export function languageOfLocale(locale: string): Language | undefined {
  const code = /^[a-z]{2}(?=$|[_.@-])/i.exec(locale)?.[0]?.toLowerCase() ?? '';
  return isLanguage(code) ? code : undefined;
}
