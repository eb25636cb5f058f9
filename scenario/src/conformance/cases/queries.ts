// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import type { Lab } from '../lab';
import { blockSeen } from '../observation/blocks';
import type { Observation } from '../observation/observation';
import { answeredSeen, endorsementSeen } from '../observation/results';
import { codeName } from '../observation/validation-code';
import type { ConformanceCase } from './conformance-case';

/** How a result is told. */
type Seen = (payload: Uint8Array) => Observation;

const blockResult: Seen = (payload) => blockSeen(common.Block.deserializeBinary(payload));

const transactionResult: Seen = (payload) => {
  const processed = peer.ProcessedTransaction.deserializeBinary(payload);
  return {
    code: codeName(processed.getValidationcode()),
    signed: (processed.getTransactionenvelope()?.getSignature_asU8().length ?? 0) > 0,
    hasPayload: (processed.getTransactionenvelope()?.getPayload_asU8().length ?? 0) > 0,
  };
};

const infoResult: Seen = (payload) => {
  const info = common.BlockchainInfo.deserializeBinary(payload);
  return {
    hasHeight: info.getHeight() > 1,
    currentHashBytes: info.getCurrentblockhash_asU8().length,
    previousHashBytes: info.getPreviousblockhash_asU8().length,
  };
};

const noResult: Seen = (payload) => Buffer.from(payload).toString();

type Arguments = (lab: Lab) => readonly (string | Uint8Array)[] | Promise<readonly (string | Uint8Array)[]>;

const UNKNOWN = 'cd'.repeat(32);

/** Queries about the chain, with how their results are told. */
const QUERIES: Readonly<Record<string, readonly [Arguments, Seen]>> = {
  'chain info': [({ ledger }) => ['GetChainInfo', ledger.channel], infoResult],
  'chain info with an argument too many': [({ ledger }) => ['GetChainInfo', ledger.channel, 'x'], infoResult],
  'block by number': [
    async (lab) => ['GetBlockByNumber', lab.ledger.channel, String((await lab.height()) - 1)],
    blockResult,
  ],
  'block 0': [({ ledger }) => ['GetBlockByNumber', ledger.channel, '0'], blockResult],
  'block that is not there': [({ ledger }) => ['GetBlockByNumber', ledger.channel, '1000000'], noResult],
  'last possible block': [
    ({ ledger }) => ['GetBlockByNumber', ledger.channel, '18446744073709551615'],
    blockResult,
  ],
  'block beyond all numbers': [
    ({ ledger }) => ['GetBlockByNumber', ledger.channel, '18446744073709551616'],
    noResult,
  ],
  'block with a number below 0': [({ ledger }) => ['GetBlockByNumber', ledger.channel, '-1'], noResult],
  'block with a sign': [({ ledger }) => ['GetBlockByNumber', ledger.channel, '+1'], noResult],
  'block with leading zeros': [({ ledger }) => ['GetBlockByNumber', ledger.channel, '000'], blockResult],
  'block with text for a number': [({ ledger }) => ['GetBlockByNumber', ledger.channel, 'one'], noResult],
  'block with nothing for a number': [({ ledger }) => ['GetBlockByNumber', ledger.channel, ''], noResult],
  'block by number without number': [({ ledger }) => ['GetBlockByNumber', ledger.channel], noResult],
  'block by hash': [
    async (lab) => ['GetBlockByHash', lab.ledger.channel, await currentHash(lab)],
    blockResult,
  ],
  'block by unknown hash': [({ ledger }) => ['GetBlockByHash', ledger.channel, 'no hash'], noResult],
  'block by empty hash': [({ ledger }) => ['GetBlockByHash', ledger.channel, ''], noResult],
  'block by transaction': [
    async (lab) => ['GetBlockByTxID', lab.ledger.channel, await lab.someTransaction()],
    blockResult,
  ],
  'block by unknown transaction': [({ ledger }) => ['GetBlockByTxID', ledger.channel, UNKNOWN], noResult],
  'block by empty transaction': [({ ledger }) => ['GetBlockByTxID', ledger.channel, ''], noResult],
  transaction: [
    async (lab) => ['GetTransactionByID', lab.ledger.channel, await lab.someTransaction()],
    transactionResult,
  ],
  'invalid transaction': [
    async (lab) => ['GetTransactionByID', lab.ledger.channel, await invalid(lab)],
    transactionResult,
  ],
  'unknown transaction': [({ ledger }) => ['GetTransactionByID', ledger.channel, UNKNOWN], noResult],
  'empty transaction': [({ ledger }) => ['GetTransactionByID', ledger.channel, ''], noResult],
  'transaction without ID': [({ ledger }) => ['GetTransactionByID', ledger.channel], noResult],
  'unknown function': [({ ledger }) => ['GetEverything', ledger.channel, 'x'], noResult],
  'unknown function without argument': [({ ledger }) => ['GetEverything', ledger.channel], noResult],
  'unknown channel': [() => ['GetChainInfo', 'elsewhere'], noResult],
  'no channel': [() => ['GetChainInfo'], noResult],
  'empty channel': [() => ['GetChainInfo', ''], noResult],
  nothing: [() => [], noResult],
};

async function currentHash(lab: Lab): Promise<Uint8Array> {
  const { signed } = lab.proposal({ chaincode: 'qscc', args: ['GetChainInfo', lab.ledger.channel] });
  const answered = await lab.evaluate(signed, ['PTBMSP']);
  const payload = 'answer' in answered ? answered.answer.getResult()?.getPayload_asU8() : undefined;
  return common.BlockchainInfo.deserializeBinary(payload ?? Buffer.of()).getCurrentblockhash_asU8();
}

async function invalid(lab: Lab): Promise<string> {
  const endorsed = await lab.endorsed({ args: ['put', 'invalid', 'value'], organisations: ['PTBMSP'] });
  await lab.committed(endorsed);
  return endorsed.transactionId;
}

async function query(lab: Lab, args: Arguments, seen: Seen): Promise<Observation> {
  const { signed } = lab.proposal({ chaincode: 'qscc', args: await args(lab) });
  const answered = await lab.evaluate(signed, ['PTBMSP']);
  return answeredSeen(answered, (answer) => ({
    status: answer.getResult()?.getStatus() ?? null,
    message: answer.getResult()?.getMessage() ?? null,
    result: seen(answer.getResult()?.getPayload_asU8() ?? new Uint8Array()),
  }));
}

/** Queries of the system chaincode qscc. */
export const queryCases: readonly ConformanceCase[] = [
  ...Object.entries(QUERIES).map(([what, [args, seen]]) => ({
    name: `qscc: ${what}`,
    run: async (lab: Lab) => await query(lab, args, seen),
  })),
  {
    name: 'qscc: chain info at no institute in particular',
    run: async (lab) => {
      const { signed } = lab.proposal({ chaincode: 'qscc', args: ['GetChainInfo', lab.ledger.channel] });
      return answeredSeen(await lab.evaluate(signed), () => 'answered');
    },
  },
  {
    name: 'qscc: chain info at the other institute',
    run: async (lab) => {
      const { signed } = lab.proposal({ chaincode: 'qscc', args: ['GetChainInfo', lab.ledger.channel] });
      return answeredSeen(await lab.evaluate(signed, ['InmetroMSP']), () => 'answered');
    },
  },
  {
    name: 'qscc: endorsed',
    run: async (lab) => {
      const { signed } = lab.proposal({ chaincode: 'qscc', args: ['GetChainInfo', lab.ledger.channel] });
      return endorsementSeen(await lab.endorse(signed));
    },
  },
  {
    name: 'qscc: chain info endorsed by a named institute',
    run: async (lab) => {
      const { signed } = lab.proposal({ chaincode: 'qscc', args: ['GetChainInfo', lab.ledger.channel] });
      const answered = await lab.endorse(signed, ['PTBMSP']);
      return answeredSeen(answered, () => 'endorsed');
    },
  },
];
