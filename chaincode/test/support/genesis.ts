// SPDX-License-Identifier: Apache-2.0

const twoInstitutes = {
  members: [
    { mspId: 'PTBMSP', prefix: 'ptb' },
    { mspId: 'InmetroMSP', prefix: 'inmetro' },
  ],
  quorum: { attestations: 2, nmis: 1 },
  algorithms: ['ECDSA-secp256r1-SHA256'],
  imports: false,
  possession: ['statement'],
};

/** A genesis file of two institutes, with some of its members changed. */
export const genesisText = (changes: Partial<typeof twoInstitutes> = {}): string =>
  JSON.stringify({ ...twoInstitutes, ...changes });
