// SPDX-License-Identifier: Apache-2.0
import '../support/quiet';
import 'reflect-metadata';
import { contracts } from '@meterpki/chaincode';
import { transactionArguments } from '@meterpki/protocol';

interface Described {
  readonly name: string;
  readonly tag?: readonly string[];
  readonly tags?: readonly string[];
  readonly parameters: readonly { readonly schema: { readonly type: string } }[];
  readonly returns?: unknown;
}

const described = contracts.map((Contract) => {
  const instance = new Contract();
  const transactions = Reflect.getMetadata('fabric:transactions', instance) as Described[];
  return { name: instance.getName(), transactions };
});

const tagsOf = ({ tag, tags }: Described): readonly string[] => [...(tag ?? []), ...(tags ?? [])];

describe('the transactions that Fabric knows', () => {
  it('are those of the table, contract by contract', () => {
    const known = described.map(({ name, transactions }) => [
      name,
      transactions.map((row) => row.name).sort(),
    ]);
    const wanted = Object.entries(transactionArguments).map(([name, rows]) => [
      name,
      Object.keys(rows).sort(),
    ]);
    expect(new Map(known as [string, string[]][])).toEqual(new Map(wanted as [string, string[]][]));
  });

  it('are to be submitted, except for those that only answer', () => {
    const evaluated = described.flatMap(({ transactions }) =>
      transactions.filter((row) => !tagsOf(row).some((tag) => /^submit/i.test(tag))).map(({ name }) => name),
    );
    expect(evaluated.sort()).toEqual([
      'CheckReceipts',
      'FindMeters',
      'GetCheck',
      'GetHistory',
      'GetMeters',
      'GetPolicy',
      'IsRegistered',
      'ListChecks',
      'ListPermittedEndorsers',
      'ListProposals',
      'MayBePlacedOnMarket',
    ]);
  });

  it('take one text each', () => {
    for (const { transactions } of described) {
      for (const { parameters } of transactions) {
        expect(parameters.map(({ schema }) => schema.type)).toEqual(['string']);
      }
    }
  });
});
