// SPDX-License-Identifier: Apache-2.0
import { aliasKinds, type Alias, type AliasKind } from '@meterpki/protocol';
import { InvalidArgumentError } from 'commander';

const isKind = (text: string): text is AliasKind => aliasKinds.some((kind) => kind === text);

/** `KIND:TEXT`, one after the other. @throws InvalidArgumentError */
export function parseAlias(text: string, before: readonly Alias[] = []): Alias[] {
  const colon = text.indexOf(':');
  const kind = text.slice(0, Math.max(colon, 0));
  if (isKind(kind) && colon < text.length - 1) return [...before, { kind, text: text.slice(colon + 1) }];
  throw new InvalidArgumentError(`Give KIND:TEXT, KIND one of ${aliasKinds.join(', ')}.`);
}
