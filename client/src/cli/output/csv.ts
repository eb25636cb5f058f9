// SPDX-License-Identifier: Apache-2.0

/** RFC 4180 section 2; a cell that a table program would take for a formula is quoted with an apostrophe. */
function cellText(cell: string | number | undefined): string {
  const text = String(cell ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of CSV, without its end. */
export const csvLine = (cells: readonly (string | number | undefined)[]): string =>
  cells.map(cellText).join(',');
