// SPDX-License-Identifier: Apache-2.0
// A service desk: judges a receipt and records the check.
// Run it with: node examples/dist/verify-receipt.js society.json receipt.ocmf
import { readFile } from 'node:fs/promises';
import { ClientError, connect, readProfile } from '@meterpki/client';

async function main(profile: string, file: string): Promise<void> {
  const session = await connect(await readProfile(profile));
  try {
    const text = (await readFile(file, 'utf8')).trim();
    const [outcome] = await session.society.recordChecks([{ text }]);
    console.log(outcome?.verdict, outcome?.reason ?? '', outcome?.meterId ?? '');
    console.log('recorded in transaction', outcome?.recorded?.transactionId);
  } finally {
    session.close();
  }
}

main(process.argv[2] ?? '', process.argv[3] ?? '').catch((error: unknown) => {
  if (!(error instanceof ClientError)) throw error;
  console.error(`${error.code}: ${error.message}. ${error.next}`);
  process.exitCode = 1;
});
