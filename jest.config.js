// SPDX-License-Identifier: Apache-2.0
// Tests run on compiled output: the decorators of the contracts need the metadata that tsc writes.
const compiled = (folders) => ({
  rootDir: __dirname,
  roots: folders.map((folder) => `<rootDir>/${folder}/dist-test`),
  testMatch: ['**/*.test.js'],
  testEnvironment: 'node',
  transform: {},
  // elliptic looks Math up at every step, which costs a factor of fifty across the border of jest's sandbox.
  sandboxInjectedGlobals: ['Math'],
});

/** Tests of protocol/ with a hundred thousand inputs, or a second opinion on each. */
const longSeries = ['any-input', 'wycheproof'];

/** One ledger for all story files of a run. */
const storyLedger = {
  globalSetup: '<rootDir>/scenario/dist/testing/global-setup.js',
  globalTeardown: '<rootDir>/scenario/dist/testing/global-teardown.js',
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    // On its own, since its branches are counted.
    {
      displayName: 'protocol',
      ...compiled(['protocol']),
      testPathIgnorePatterns: longSeries.map((name) => `/${name}[.]test[.]js$`),
    },
    // Many inputs through the same code: counting branches makes them twice as slow, and finds no other ones.
    {
      displayName: 'series',
      ...compiled(['protocol']),
      testMatch: longSeries.map((name) => `**/${name}.test.js`),
    },
    {
      displayName: 'unit',
      ...compiled(['chaincode', 'client', 'simulator', 'devledger', 'network', 'bench']),
    },
    {
      displayName: 'scenario',
      ...compiled(['scenario']),
      testPathIgnorePatterns: ['/policy/', '/resilience/', '/conformance/', '/three-institutes/'],
      ...storyLedger,
    },
    // Changes the policy and the grants, so nothing else may run on its ledger meanwhile.
    { displayName: 'policy', ...compiled(['scenario']), testMatch: ['**/policy/*.test.js'], ...storyLedger },
    // On a ledger of three institutes.
    {
      displayName: 'three-institutes',
      ...compiled(['scenario']),
      testMatch: ['**/three-institutes/*.test.js'],
    },
    // Ends nodes of a network, so nothing else may run on it meanwhile.
    { displayName: 'resilience', ...compiled(['scenario']), testMatch: ['**/resilience/*.test.js'] },
    // On a network of its own, which it fills with broken transactions.
    { displayName: 'conformance', ...compiled(['scenario']), testMatch: ['**/conformance/*.test.js'] },
  ],
  testTimeout: 30_000,
};
