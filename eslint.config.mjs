// SPDX-License-Identifier: Apache-2.0
import tsdoc from 'eslint-plugin-tsdoc';
import tseslint from 'typescript-eslint';

/** What each workspace may import, besides files of its own: the arrows of ARCHITECTURE.md. */
const sources = {
  protocol: ['node:crypto', 'canonicalize', 'saxes', 'valibot'],
  chaincode: [
    'node:crypto',
    'node:fs',
    'node:path',
    '@hyperledger/fabric-protos',
    '@meterpki/protocol',
    'fabric-contract-api',
    'fabric-contract-api/lib/logger',
    'fabric-shim',
    'fabric-shim/lib/contract-spi/chaincodefromcontract',
  ],
  client: [
    'node:.*',
    '@grpc/grpc-js',
    '@hyperledger/fabric-gateway',
    '@hyperledger/fabric-protos',
    '@meterpki/protocol',
    '@meterpki/protocol/containers',
    '@peculiar/x509',
    'cli-table3',
    'commander',
    'csv-parse/sync',
    'picocolors',
    'reflect-metadata',
    'valibot',
  ],
  simulator: ['node:.*', '@meterpki/protocol', 'commander', 'elliptic'],
  devledger: [
    'node:.*',
    '@grpc/grpc-js',
    '@hyperledger/fabric-protos',
    '@peculiar/x509',
    'commander',
    'google-protobuf',
    'pino',
    'reflect-metadata',
    'sorted-btree',
  ],
  network: [
    'node:.*',
    '@meterpki/client',
    '@peculiar/x509',
    'cli-table3',
    'commander',
    'picocolors',
    'reflect-metadata',
    'valibot',
    'yaml',
  ],
  bench: [
    'node:.*',
    '@meterpki/client',
    '@meterpki/protocol',
    '@meterpki/simulator',
    'commander',
    'tinybench',
  ],
};

const importRule = (allowed) => [
  'error',
  {
    patterns: [
      { regex: `^(?!\\.|(${allowed.join('|')})$)`, message: 'Imports point one way: see ARCHITECTURE.md.' },
    ],
  },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/dist-test/**', '**/build/**', '**/node_modules/**', '**/fixtures/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { tsdoc },
    rules: {
      complexity: ['error', 10],
      'max-lines': ['error', 300],
      'no-console': 'error',
      'tsdoc/syntax': 'error',
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  ...Object.entries(sources).map(([workspace, allowed]) => ({
    files: [`${workspace}/src/**/*.ts`],
    rules: { 'no-restricted-imports': importRule(allowed) },
  })),
  { files: ['examples/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['scenario/**/*.ts', '*/test/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
);
