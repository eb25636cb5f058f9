// SPDX-License-Identifier: Apache-2.0
import type { CallOptions } from '@grpc/grpc-js';
import type { Gateway } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { clientError } from '../errors';
import { QUERY_CHAINCODE } from './find-transaction';

/**
 * How many blocks one peer has.
 * @throws {@link ClientError} `ANSWER_UNREADABLE`, and what the gateway fails with
 */
export async function chainHeight(
  gateway: Gateway,
  channel: string,
  options: CallOptions = {},
): Promise<bigint> {
  const chain = gateway.getNetwork(channel).getContract(QUERY_CHAINCODE);
  const answer = await chain.newProposal('GetChainInfo', { arguments: [channel] }).evaluate(options);
  try {
    return BigInt(common.BlockchainInfo.deserializeBinary(answer).getHeight());
  } catch (cause) {
    throw clientError('ANSWER_UNREADABLE', `${QUERY_CHAINCODE}:GetChainInfo`, { cause });
  }
}
