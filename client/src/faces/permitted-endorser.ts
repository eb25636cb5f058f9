// SPDX-License-Identifier: Apache-2.0
import type { ArgumentOf, ResultOf } from '@meterpki/protocol';
import type { CallControl } from '../calls/abort';
import type { Committed, LedgerCalls } from '../calls/ledger-calls';

/** What a permitted endorser does: register meters, attest those of others, revoke keys. */
export class PermittedEndorser {
  readonly #calls: LedgerCalls;

  constructor(calls: LedgerCalls) {
    this.#calls = calls;
  }

  /**
   * Opens a challenge: fresh bytes that the meters of one sitting sign.
   * @param lifetimeSeconds - at most 24 hours; the contract's default unless given
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  issueChallenge(lifetimeSeconds?: number): Promise<Committed<ResultOf<'registry', 'IssueChallenge'>>> {
    const argument = lifetimeSeconds === undefined ? {} : { lifetimeSeconds };
    return this.#calls.submit('registry', 'IssueChallenge', argument);
  }

  /**
   * Registers meters with their keys and possession proofs, all or nothing.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}; `LEDGER_REFUSED` names every fault of every meter
   */
  registerMeters(
    argument: ArgumentOf<'registry', 'RegisterMeters'>,
    control?: CallControl,
  ): Promise<Committed<ResultOf<'registry', 'RegisterMeters'>>> {
    return this.#calls.submit('registry', 'RegisterMeters', argument, undefined, control);
  }

  /**
   * Adds this endorser's word to meters that others registered, all or nothing.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  attestMeters(
    argument: ArgumentOf<'registry', 'AttestMeters'>,
    control?: CallControl,
  ): Promise<Committed<ResultOf<'registry', 'AttestMeters'>>> {
    return this.#calls.submit('registry', 'AttestMeters', argument, undefined, control);
  }

  /**
   * Revokes keys of meters of the caller's own institute, all or nothing.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  revokeKeys(
    revocations: ArgumentOf<'registry', 'RevokeKeys'>['revocations'],
  ): Promise<Committed<ResultOf<'registry', 'RevokeKeys'>>> {
    return this.#calls.submit('registry', 'RevokeKeys', { revocations });
  }

  /**
   * Gives meters of the own institute new keys, all or nothing. Without the proof by the key in use, the new key waits
   * for attestations.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  updateKeys(
    argument: ArgumentOf<'registry', 'UpdateKeys'>,
    control?: CallControl,
  ): Promise<Committed<ResultOf<'registry', 'UpdateKeys'>>> {
    return this.#calls.submit('registry', 'UpdateKeys', argument, undefined, control);
  }

  /**
   * Lifts holds on keys of the own institute's meters, all or nothing.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  reinstateKeys(
    keys: ArgumentOf<'registry', 'ReinstateKeys'>['keys'],
  ): Promise<Committed<ResultOf<'registry', 'ReinstateKeys'>>> {
    return this.#calls.submit('registry', 'ReinstateKeys', { keys });
  }

  /**
   * Sets the aliases that count from now on; those left out end now.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  setAliases(
    meters: ArgumentOf<'registry', 'SetAliases'>['meters'],
  ): Promise<Committed<ResultOf<'registry', 'SetAliases'>>> {
    return this.#calls.submit('registry', 'SetAliases', { meters });
  }

  /**
   * Retires meters of the own institute for ever, all or nothing; earlier receipts stay as good as they were.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  decommissionMeters(
    meterIds: readonly string[],
  ): Promise<Committed<ResultOf<'registry', 'DecommissionMeters'>>> {
    return this.#calls.submit('registry', 'DecommissionMeters', { meterIds: [...meterIds] });
  }
}
