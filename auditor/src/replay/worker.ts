// SPDX-License-Identifier: Apache-2.0
// A process of its own: the shim's protobufs and those of the gateway client cannot live in one.
import type { ReplayAnswer, ReplayCall, ReplayOutcome, ReplayRequest } from './messages';
import { ReplayState } from './state';
import { ReplayStub } from './stub';

type Method = (context: { stub: ReplayStub }, ...args: readonly string[]) => Promise<string>;
type ContractInstance = { getName(): string } & Readonly<Record<string, Method | undefined>>;

const state = new ReplayState();

const say = (answer: ReplayAnswer): void => {
  process.send?.(answer);
};

/** The contracts of the packaged chaincode, which checks itself and takes its genesis file when it is loaded. */
async function load(bundle: string): Promise<Map<string, ContractInstance>> {
  const { contracts } = (await import(bundle)) as { contracts: readonly (new () => ContractInstance)[] };
  return new Map(contracts.map((Contract) => new Contract()).map((instance) => [instance.getName(), instance]));
}

async function replay(contracts: ReadonlyMap<string, ContractInstance>, call: ReplayCall): Promise<ReplayOutcome> {
  const [contract = '', transaction = ''] = call.name.split(':');
  const instance = contracts.get(contract);
  const method = instance?.[transaction] ?? instance?.unknownTransaction;
  const stub = new ReplayStub(state, call);
  if (instance === undefined || method === undefined) return { refusal: 'no such contract', ...stub.done };
  try {
    const result = await method.call(instance, { stub }, ...call.args);
    return { result, ...stub.done };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : 'unknown', ...stub.done };
  }
}

async function serve(bundle: string): Promise<void> {
  const contracts = await load(bundle);
  // One after the other: a transaction sees what those before it left.
  let last: Promise<void> = Promise.resolve();
  process.on('message', (request: ReplayRequest) => {
    last = last.then(async () => {
      if (request.kind === 'apply') state.apply(request.writes);
      else say({ kind: 'outcome', id: request.id, outcome: await replay(contracts, request.call) });
    });
  });
  say({ kind: 'ready' });
}

// Nobody is left to answer to.
process.once('disconnect', () => {
  process.exit(0);
});
serve(process.argv[2] ?? '').catch((error: unknown) => {
  say({ kind: 'failed', text: error instanceof Error ? error.message : String(error) });
});
