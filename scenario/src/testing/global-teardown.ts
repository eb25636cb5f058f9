// SPDX-License-Identifier: Apache-2.0
import { opened } from './shared-ledger';

/** Closes what the set-up opened. */
export default async function globalTeardown(): Promise<void> {
  await opened.ledger?.close();
}
