// SPDX-License-Identifier: Apache-2.0
// An inspector: has a verdict signed by peers of two institutes, and checks it as whoever gets it would, without a network.
// Run it with: node examples/dist/verdict-to-carry-away.js society.json trust.json receipt.ocmf PTBMSP InmetroMSP
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { bundleText, checkBundle, connect, readProfile, readTrust } from '@meterpki/client';

async function main([profile = '', trust = '', file = '', ...institutes]: string[]): Promise<void> {
  const receipt = { text: (await readFile(file, 'utf8')).trim() };
  const nonce = randomBytes(32).toString('hex');
  const session = await connect(await readProfile(profile));
  const { bundle } = await session.society.checkWithBundle(receipt, { institutes, nonce }).finally(() => {
    session.close();
  });
  const text = bundleText(bundle);
  const checked = checkBundle(text, await readTrust(trust), { receipt, nonce });
  console.log(
    `${checked.statement.verdict}, signed by ${checked.institutes.join(' and ')}, ${text.length} characters`,
  );
}

void main(process.argv.slice(2));
