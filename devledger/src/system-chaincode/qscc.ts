// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

import type { Chain } from '../blocks/chain.js';
import { validationCodes } from '../blocks/block-format.js';
import { channelHeaderOf } from '../blocks/endorser-transaction.js';
import type { Proposal } from '../endorser/proposal.js';
import { proposalAccessFault } from '../identity/channel-policies.js';
import type { MspRegistry } from '../identity/msp-registry.js';
import { decode } from '../wire/decode.js';
import { parseBlockNumber } from './block-number.js';

/** Name of the system chaincode that answers queries about the chain. */
export const QSCC = 'qscc';

/** What the queries are answered from. */
export interface QsccContext {
  readonly channel: string;
  readonly msps: MspRegistry;
  readonly chain: Chain;
}

/** A query that cannot be answered; the text is Fabric's. */
class QueryFault extends Error {}

/** Answers one query: bytes of the result. */
type Query = (argument: Uint8Array, chain: Chain) => Promise<Uint8Array>;

const QUERIES: ReadonlyMap<string, Query> = new Map<string, Query>([
  ['GetChainInfo', async (_, chain) => await chainInfo(chain)],
  ['GetBlockByNumber', async (argument, chain) => await blockByNumber(textOf(argument), chain)],
  ['GetBlockByHash', async (argument, chain) => await blockByHash(argument, chain)],
  ['GetBlockByTxID', async (argument, chain) => await blockByTransaction(textOf(argument), chain)],
  ['GetTransactionByID', async (argument, chain) => await transactionById(textOf(argument), chain)],
]);

/**
 * Runs a query about the chain (core/scc/qscc/query.go): function, channel, argument.
 *
 * @returns status 200 with the result, or 500 with Fabric's text
 */
export async function queryChain(proposal: Proposal, context: QsccContext): Promise<peer.Response> {
  const response = new peer.Response();
  try {
    response.setPayload(await result(proposal, context));
    response.setStatus(200);
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    response.setMessage(error.message);
    response.setStatus(500);
  }
  return response;
}

async function result(proposal: Proposal, { channel, msps, chain }: QsccContext): Promise<Uint8Array> {
  const { name, target, argument } = readArguments(proposal);
  if (target !== channel) throw new QueryFault(`Invalid chain ID, ${target}`);
  const query = QUERIES.get(name);
  if (query === undefined) throw denied(name, channel, `Unmapped policy for ${QSCC}/${name}`);
  const fault = proposalAccessFault(msps, 'Readers', proposal.signed, proposal.signatureHeader);
  if (fault !== undefined) throw denied(name, channel, fault);
  return await query(argument, chain);
}

const denied = (name: string, channel: string, fault: string): QueryFault =>
  new QueryFault(`access denied for [${name}][${channel}]: [${fault}]`);

function readArguments(proposal: Proposal): {
  readonly name: string;
  readonly target: string;
  readonly argument: Uint8Array;
} {
  const args = decode(peer.ChaincodeInput, 'ChaincodeInput', proposal.input).getArgsList_asU8();
  const [name, target, argument] = args;
  if (name === undefined || target === undefined) {
    throw new QueryFault(`Incorrect number of arguments, ${args.length}`);
  }
  const called = textOf(name);
  if (called !== 'GetChainInfo' && argument === undefined) {
    throw new QueryFault(`missing 3rd argument for ${called}`);
  }
  return { name: called, target: textOf(target), argument: argument ?? new Uint8Array() };
}

async function chainInfo(chain: Chain): Promise<Uint8Array> {
  const newest = await chain.block(chain.height - 1);
  const info = new common.BlockchainInfo();
  info.setHeight(chain.height);
  info.setCurrentblockhash(chain.lastHash);
  info.setPreviousblockhash(newest?.getHeader()?.getPreviousHash_asU8() ?? new Uint8Array());
  return info.serializeBinary();
}

async function blockByNumber(text: string, chain: Chain): Promise<Uint8Array> {
  const parsed = parseBlockNumber(text);
  if ('fault' in parsed) throw new QueryFault(`Failed to parse block number with error ${parsed.fault}`);
  const { number, isNewest } = parsed;
  const block = await chain.block(isNewest ? chain.height - 1 : Number(number));
  if (block !== undefined) return block.serializeBinary();
  throw new QueryFault(
    `Failed to get block number ${number}, error no such block number [${number}] in index`,
  );
}

async function blockByHash(hash: Uint8Array, chain: Chain): Promise<Uint8Array> {
  const number = chain.numberOf(hash);
  const block = number === undefined ? undefined : await chain.block(number);
  if (block !== undefined) return block.serializeBinary();
  const hex = Buffer.from(hash).toString('hex');
  throw new QueryFault(
    `Failed to get block hash ${textOf(hash)}, error no such block hash [${hex}] in index`,
  );
}

async function blockByTransaction(transactionId: string, chain: Chain): Promise<Uint8Array> {
  const block = await blockOf(transactionId, chain);
  if (block !== undefined) return block.serializeBinary();
  throw new QueryFault(
    `Failed to get block for txID ${transactionId}, error no such transaction ID [${transactionId}] in index`,
  );
}

async function transactionById(transactionId: string, chain: Chain): Promise<Uint8Array> {
  const block = await blockOf(transactionId, chain);
  const envelopes = block?.getData()?.getDataList_asU8() ?? [];
  const index = envelopes.findIndex((bytes) => channelHeaderOf(bytes)?.getTxId() === transactionId);
  const envelope = envelopes[index];
  if (block === undefined || envelope === undefined) {
    throw new QueryFault(
      `Failed to get transaction with id ${transactionId}, ` +
        `error no such transaction ID [${transactionId}] in index`,
    );
  }
  const processed = new peer.ProcessedTransaction();
  processed.setTransactionenvelope(decode(common.Envelope, 'Envelope', envelope));
  processed.setValidationcode(validationCodes(block)[index] ?? 0);
  return processed.serializeBinary();
}

async function blockOf(transactionId: string, chain: Chain): Promise<common.Block | undefined> {
  const status = chain.status(transactionId);
  return status === undefined ? undefined : await chain.block(status.block);
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
