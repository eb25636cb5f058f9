// SPDX-License-Identifier: Apache-2.0

const READERS = '/Channel/Application/Readers';
const WRITERS = '/Channel/Application/Writers';
const ANY_ADMIN = '/Channel/Application/AnyAdmin';

/**
 * Who may call what of a peer. Blocks and transactions stay open to every member's clients, since anybody may
 * audit; the chaincode lifecycle is the administrators'.
 */
export const accessRules: Readonly<Record<string, string>> = {
  '_lifecycle/CheckCommitReadiness': ANY_ADMIN,
  '_lifecycle/CommitChaincodeDefinition': ANY_ADMIN,
  '_lifecycle/QueryChaincodeDefinition': WRITERS,
  '_lifecycle/QueryChaincodeDefinitions': WRITERS,
  'lscc/ChaincodeExists': ANY_ADMIN,
  'lscc/GetDeploymentSpec': ANY_ADMIN,
  'lscc/GetChaincodeData': ANY_ADMIN,
  'lscc/GetInstantiatedChaincodes': ANY_ADMIN,
  'qscc/GetChainInfo': READERS,
  'qscc/GetBlockByNumber': READERS,
  'qscc/GetBlockByHash': READERS,
  'qscc/GetTransactionByID': READERS,
  'qscc/GetBlockByTxID': READERS,
  'cscc/GetConfigBlock': READERS,
  'cscc/GetChannelConfig': READERS,
  'peer/Propose': WRITERS,
  'peer/ChaincodeToChaincode': WRITERS,
  'event/Block': READERS,
  'event/FilteredBlock': READERS,
};
