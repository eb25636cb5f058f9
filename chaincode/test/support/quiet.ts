// SPDX-License-Identifier: Apache-2.0

// Fabric's libraries read the level when they are loaded and write what they do to standard output: this
// module is to be imported before them.
process.env.CORE_CHAINCODE_LOGGING_LEVEL ??= 'critical';
