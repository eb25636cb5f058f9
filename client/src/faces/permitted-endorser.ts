// SPDX-License-Identifier: Apache-2.0
import type { ArgumentOf, ResultOf } from '@meterpki/protocol';
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
  ): Promise<Committed<ResultOf<'registry', 'RegisterMeters'>>> {
    return this.#calls.submit('registry', 'RegisterMeters', argument);
  }

  /**
   * Adds this endorser's word to meters that others registered, all or nothing.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  attestMeters(
    argument: ArgumentOf<'registry', 'AttestMeters'>,
  ): Promise<Committed<ResultOf<'registry', 'AttestMeters'>>> {
    return this.#calls.submit('registry', 'AttestMeters', argument);
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
}
