// SPDX-License-Identifier: Apache-2.0
import type { MeterRecord, Policy, ReceiptInput } from '@meterpki/protocol';
import { peer } from '@hyperledger/fabric-protos';
import type { Trust } from '../bundle/trust';
import { validationCodeName } from '../gateway/gateway-errors';
import { BlockChain } from './block-chain';
import { readTransaction, type BlockTransaction, type NamespaceEffects } from './block-transaction';
import { found, type AuditFinding, type AuditNote } from './finding';
import { RebuiltState, type AuditedState } from './rebuilt-state';
import { checkFindings, type RecordedLeaf } from './rules/check-rules';
import type { Change } from './rules/change';
import { governanceFindings } from './rules/governance-rules';
import { registryFindings } from './rules/registry-rules';
import { VerdictRules } from './rules/verdict-rules';
import { callerFindings, endorsersOf } from './signatures';
import { alertsOf, rulesAlert } from './alerts';

const { VALID, MVCC_READ_CONFLICT, NOT_VALIDATED } = peer.TxValidationCode;

/** Fabric's own chaincode by which chaincodes are approved and committed. */
const LIFECYCLE = '_lifecycle';

const changesSomething = ({ writes, stamped }: NamespaceEffects): boolean =>
  writes.length > 0 || stamped.length > 0;

/** Records of which every change must be endorsed by the institute that they belong to. */
const owned = ['meter', 'pe', 'review'] as const;

/** What an audit is told. */
export interface AuditOptions {
  /** Institutes, channel and chaincode: what the auditor believes. */
  readonly trust: Trust;
  /** The first policy; it stands in no block. Without it majorities are counted over what is known later. */
  readonly firstPolicy?: Policy;
  /** Receipts at hand: recorded verdicts about them are judged anew. */
  readonly receipts?: readonly ReceiptInput[];
  /** Meter IDs, or MSP IDs for all meters of an institute, whose owner wants to hear of changes. */
  readonly watched?: readonly string[];
  /** Is told of each recorded receipt. */
  readonly onLeaf?: (leaf: RecordedLeaf) => void;
}

/** Figures of an audit. */
export interface AuditFigures {
  readonly blocks: number;
  readonly transactions: number;
  readonly meters: number;
  readonly lists: number;
  readonly checks: number;
  /** Recorded verdicts that were judged anew. */
  readonly judged: number;
  /** Hash of the last block's header, hex. */
  readonly head: string;
}

/** Verifies a chain block by block, and rebuilds the register and the audit log from it. */
export class Auditor {
  readonly #state: RebuiltState;
  readonly #options: AuditOptions;
  readonly #chain = new BlockChain();
  readonly #verdicts: VerdictRules;
  readonly #seen = new Set<string>();
  #transactions = 0;
  #checks = 0;

  constructor(options: AuditOptions) {
    this.#options = options;
    this.#state = new RebuiltState(options.trust.chaincode);
    this.#verdicts = new VerdictRules(options.receipts ?? []);
  }

  /** What the blocks read so far left. */
  get state(): AuditedState {
    return this.#state;
  }

  /** How many blocks were read. */
  get height(): number {
    return this.#chain.height;
  }

  get figures(): AuditFigures {
    const count = (prefix: string): number => [...this.#state.keys(prefix)].length;
    return {
      blocks: this.#chain.height,
      transactions: this.#transactions,
      meters: count('meter/'),
      lists: count('record/'),
      checks: this.#checks,
      judged: this.#verdicts.judged,
      head: this.#chain.head,
    };
  }

  /**
   * Reads the next block.
   * @param bytes - common.Block
   * @returns what must not be, and what an owner wants to hear of
   */
  read(bytes: Uint8Array): AuditNote[] {
    const { number, envelopes, codes, findings } = this.#chain.read(bytes);
    const notes: AuditNote[] = [...findings];
    for (const [index, envelope] of envelopes.entries())
      for (const note of this.#transaction(number, index, envelope, codes[index])) notes.push(note);
    return notes;
  }

  #transaction(block: number, index: number, envelope: Uint8Array, code: number | undefined): AuditNote[] {
    let transaction: BlockTransaction;
    try {
      transaction = readTransaction(envelope);
    } catch {
      // Fabric numbers what it cannot read as well; it counts for nothing.
      return code === VALID && block > 0
        ? [found('TRANSACTION_UNREADABLE', `the one at place ${index}`, { block })]
        : [];
    }
    this.#transactions += 1;
    const place = { block, transactionId: transaction.id };
    if (transaction.isConfiguration)
      return block === 0 ? [] : [rulesAlert('the configuration of the channel was changed', place)];
    const notes =
      code === VALID ? this.#counted(transaction, block, index) : this.#uncounted(transaction, code, block);
    return notes.map((note) => ({ ...place, ...note }));
  }

  /** A transaction that the peer counts: signatures, validity, rules; then its writes are carried out. */
  #counted(transaction: BlockTransaction, block: number, index: number): AuditNote[] {
    const notes = this.#judged(transaction, block);
    this.#seen.add(transaction.id);
    this.#state.apply(transaction, { block, transaction: index });
    return notes;
  }

  #judged(transaction: BlockTransaction, block: number): AuditNote[] {
    const { trust } = this.#options;
    const isLifecycle = transaction.chaincode === LIFECYCLE;
    // Another chaincode that calls this one writes its records as well.
    const isOurs =
      transaction.chaincode === trust.chaincode || changesSomething(this.#state.effectsOf(transaction));
    const notes: AuditNote[] = callerFindings(transaction, trust);
    // Other chaincodes have rules of their own.
    if (!isOurs && !isLifecycle) return notes;
    const { institutes, findings: forged } = endorsersOf(transaction, trust);
    notes.push(...forged, ...this.#validity(transaction, institutes));
    if (isLifecycle) notes.push(rulesAlert(`the chaincode was changed: ${transaction.called}`, { block }));
    return isOurs ? [...notes, ...this.#ruled(transaction, block)] : notes;
  }

  /** What the rules say of a transaction of this chaincode. */
  #ruled(transaction: BlockTransaction, block: number): AuditNote[] {
    const { watched = [], onLeaf } = this.#options;
    const change = this.#changeOf(transaction);
    try {
      const { findings, leaves } = checkFindings(change);
      const notes = [
        ...governanceFindings(change),
        ...registryFindings(change),
        ...findings,
        ...this.#verdicts.findings(change, leaves),
        ...this.#removals(transaction),
        ...alertsOf(change, watched, block),
      ];
      for (const leaf of leaves) onLeaf?.(leaf);
      this.#checks += leaves.length;
      return notes;
    } catch {
      return [found('TRANSACTION_UNREADABLE', 'what it writes is none of the records that are known')];
    }
  }

  /** A transaction that the peer does not count: whether it really read what had changed. */
  #uncounted(transaction: BlockTransaction, code: number | undefined, block: number): AuditNote[] {
    if (code === NOT_VALIDATED)
      return [found('VALIDATION_WRONG', 'the peer does not tell whether it counts', { block })];
    if (code !== MVCC_READ_CONFLICT || this.#state.staleRead(transaction) !== undefined) return [];
    const name = validationCodeName(code);
    return [found('VALIDATION_WRONG', `told as ${name}, and all that it read still stood`, { block })];
  }

  #changeOf(transaction: BlockTransaction): Change {
    const { trust, firstPolicy } = this.#options;
    const policy = this.#state.get('policy') ?? firstPolicy;
    let argument: unknown;
    try {
      argument = JSON.parse(transaction.argument);
    } catch {
      argument = undefined;
    }
    return { transaction, state: this.#state, policy, channel: trust.channel, argument };
  }

  #validity(transaction: BlockTransaction, institutes: ReadonlySet<string>): AuditFinding[] {
    const { trust } = this.#options;
    // An approval of the chaincode is written for its own institute alone.
    const isShared = transaction.effects.some(changesSomething);
    const wanted = isShared ? Math.floor(trust.msps.size / 2) + 1 : 1;
    const findings: AuditFinding[] = [];
    if (institutes.size < wanted)
      findings.push(
        found('ENDORSEMENT_MISSING', `signed by ${institutes.size} of ${trust.msps.size} institutes`),
      );
    for (const owner of this.#owners(transaction))
      if (!institutes.has(owner))
        findings.push(found('ENDORSEMENT_MISSING', `${owner} owns what it changes`));
    if (this.#seen.has(transaction.id))
      findings.push(found('VALIDATION_WRONG', 'the same ID counted before'));
    const stale = this.#state.staleRead(transaction);
    if (stale !== undefined)
      findings.push(found('VALIDATION_WRONG', 'it read what had changed meanwhile', { key: stale }));
    if (!this.#isTrustedCode(transaction)) findings.push(found('CODE_UNKNOWN', transaction.version));
    return findings;
  }

  #isTrustedCode({ chaincode, version }: BlockTransaction): boolean {
    const { trust } = this.#options;
    return chaincode !== trust.chaincode || (trust.versions?.includes(version) ?? true);
  }

  /** Institutes whose records the transaction changes. */
  #owners(transaction: BlockTransaction): Set<string> {
    const owners = new Set<string>();
    const { writes, stamped } = this.#state.effectsOf(transaction);
    for (const key of [...writes.map((write) => write.key), ...stamped]) {
      const kind = owned.find((name) => key.startsWith(`${name}/`));
      const record = kind === undefined ? undefined : this.#state.get(kind, key.slice(kind.length + 1));
      if (record !== undefined) owners.add(record.mspId);
    }
    return owners;
  }

  #removals(transaction: BlockTransaction): AuditFinding[] {
    const { writes } = this.#state.effectsOf(transaction);
    return writes.flatMap(({ key, value }) => {
      const kept = value === undefined && !key.startsWith('alias/') && this.#state.has(key);
      return kept ? [found('RECORD_REWRITTEN', 'it was removed', { key })] : [];
    });
  }

  /** Every meter as the blocks have it, by ID. */
  *meters(): Generator<MeterRecord> {
    for (const { value } of this.#state.all('meter')) yield value;
  }
}
