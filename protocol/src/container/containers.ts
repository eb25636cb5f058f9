// SPDX-License-Identifier: Apache-2.0
import { hasUtf8Form, toUtf8 } from '../encoding/bytes';
import {
  MAX_CONTAINED,
  MAX_CONTAINER_BYTES,
  type Contained,
  type ContainerFormat,
  type ReadContainer,
} from './container';
import { ocpi } from './ocpi/ocpi';
import { ocpp } from './ocpp/ocpp';
import { safeXml } from './safe-xml/safe-xml';

/** Every container format that is built in, in the order of detection. */
export const containerFormats: readonly ContainerFormat[] = [safeXml, ocpi, ocpp];

const malformed = (text: string): ReadContainer => ({ kind: 'malformed', text });

function faultOf(text: string): string | undefined {
  if (!hasUtf8Form(text)) return 'the text has no UTF-8 form';
  return toUtf8(text).length > MAX_CONTAINER_BYTES
    ? `a container has at most ${MAX_CONTAINER_BYTES} bytes`
    : undefined;
}

function resultOf(format: string, items: readonly Contained[]): ReadContainer {
  if (items.length > MAX_CONTAINED) return malformed(`a container holds at most ${MAX_CONTAINED} receipts`);
  return { kind: 'container', format, items };
}

/** XML can be nothing but a container; JSON may be lines of receipts, which other code reads. */
const mustBeContainer = (text: string, format: string | undefined): boolean =>
  format !== undefined || text.trimStart().startsWith('<');

function readBy(rows: readonly ContainerFormat[], text: string): ReadContainer {
  const fault = faultOf(text);
  if (fault !== undefined) return malformed(fault);
  for (const row of rows) {
    const items = row.read(text) ?? [];
    if (items.length > 0) return resultOf(row.name, items);
  }
  return malformed(`no ${rows.map(({ name }) => name).join(' or ')} container with signed values`);
}

/**
 * Takes a container of receipts apart: S.A.F.E. XML, OCPI signed data, OCPP signed meter values. The receipts in
 * it are what `readReceipt` reads. Any text gets an answer within bounds, never an exception.
 * @param format - forces a format; otherwise the content decides
 * @returns undefined where the content is of no known container format
 */
export function readContainer(text: string, format?: string): ReadContainer | undefined {
  const rows = containerFormats.filter(({ name, detect }) =>
    format === undefined ? detect(text) : name === format,
  );
  if (rows.length === 0) return undefined;
  const read = readBy(rows, text);
  return read.kind === 'malformed' && !mustBeContainer(text, format) ? undefined : read;
}
