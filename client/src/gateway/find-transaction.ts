// SPDX-License-Identifier: Apache-2.0
import type { CallOptions } from '@grpc/grpc-js';
import { GatewayError, type Gateway } from '@hyperledger/fabric-gateway';
import { common, msp, peer } from '@hyperledger/fabric-protos';
import type { FoundTransaction } from '../calls/transport';
import { clientError } from '../errors';
import { translateGatewayError, validationCodeName } from './gateway-errors';

/** Fabric's system chaincode that answers queries about the chain. */
export const QUERY_CHAINCODE = 'qscc';

/** A peer's words for a transaction that is in no block it has. */
const NOT_FOUND = /no such transaction ID/i;

const isNotFound = (error: unknown): boolean =>
  error instanceof GatewayError &&
  [error.message, ...error.details.map(({ message }) => message)].some((text) => NOT_FOUND.test(text));

/** Name of the called transaction, the first argument of the chaincode. */
function calledIn(payload: common.Payload): string | undefined {
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  if (action === undefined) return undefined;
  const called = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(called.getChaincodeProposalPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8());
  const [name] = spec.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [];
  return name === undefined ? undefined : Buffer.from(name).toString('utf8');
}

/** Who submitted a transaction, when by its own clock, and what it called. */
function contentOf(processed: peer.ProcessedTransaction): Pick<FoundTransaction, 'mspId' | 'time' | 'name'> {
  const bytes = processed.getTransactionenvelope()?.getPayload_asU8() ?? new Uint8Array();
  const payload = common.Payload.deserializeBinary(bytes);
  const header = payload.getHeader();
  const channel = common.ChannelHeader.deserializeBinary(header?.getChannelHeader_asU8() ?? new Uint8Array());
  const creator = common.SignatureHeader.deserializeBinary(
    header?.getSignatureHeader_asU8() ?? new Uint8Array(),
  ).getCreator_asU8();
  const name = calledIn(payload);
  return {
    mspId: msp.SerializedIdentity.deserializeBinary(creator).getMspid(),
    time: (channel.getTimestamp()?.toDate() ?? new Date(0)).toISOString(),
    ...(name === undefined ? {} : { name }),
  };
}

function readFound(id: string, processed: Uint8Array, block: Uint8Array): FoundTransaction {
  try {
    const transaction = peer.ProcessedTransaction.deserializeBinary(processed);
    const code = transaction.getValidationcode();
    return {
      transactionId: id,
      validationCode: validationCodeName(code),
      valid: code === peer.TxValidationCode.VALID,
      blockNumber: BigInt(common.Block.deserializeBinary(block).getHeader()?.getNumber() ?? 0),
      ...contentOf(transaction),
    };
  } catch (cause) {
    throw clientError('ANSWER_UNREADABLE', `${QUERY_CHAINCODE}:GetTransactionByID`, { cause });
  }
}

/**
 * Asks one peer for a transaction by its ID.
 * @returns undefined where no block that the peer has holds it
 * @throws {@link ClientError} as an evaluation, and `ANSWER_UNREADABLE`
 */
export async function findTransaction(
  gateway: Gateway,
  channel: string,
  id: string,
  options: CallOptions = {},
): Promise<FoundTransaction | undefined> {
  const chain = gateway.getNetwork(channel).getContract(QUERY_CHAINCODE);
  const ask = (query: string): Promise<Uint8Array> =>
    chain.newProposal(query, { arguments: [channel, id] }).evaluate(options);
  try {
    const processed = await ask('GetTransactionByID');
    return readFound(id, processed, await ask('GetBlockByTxID'));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw translateGatewayError('evaluate', error);
  }
}
