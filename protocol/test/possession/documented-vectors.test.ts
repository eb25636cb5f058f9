// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  algorithmById,
  fromHex,
  possessionStatement,
  provesPossession,
  toHex,
  type PossessionFields,
  type PossessionPurpose,
} from '@meterpki/protocol';

interface DocumentedVector {
  readonly purpose: PossessionPurpose;
  readonly algorithm: string;
  readonly spki: string;
  readonly statement: string;
  readonly proof: string;
}

const file = path.join(__dirname, '..', '..', '..', 'docs', 'vectors', 'possession.json');
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: DocumentedVector[] };

describe('the documented vectors of the possession statement', () => {
  it.each(vectors.map((vector): [PossessionPurpose, DocumentedVector] => [vector.purpose, vector]))(
    'purpose %s: the statement and its proof are what the code makes and accepts',
    (_purpose, { statement, proof, ...vector }) => {
      const algorithm = algorithmById(vector.algorithm);
      const spki = fromHex(vector.spki);
      const fields = { ...vector, algorithm, spki } as unknown as PossessionFields;
      expect(toHex(possessionStatement(fields))).toBe(statement);
      expect(provesPossession(fields, proof)).toBe(true);
      expect(provesPossession({ ...fields, sequence: 7 }, proof)).toBe(false);
    },
  );

  it('cover every purpose', () => {
    expect(vectors.map(({ purpose }) => purpose).sort()).toEqual(['attest', 'register', 'update']);
  });
});
