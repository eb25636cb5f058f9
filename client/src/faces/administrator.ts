// SPDX-License-Identifier: Apache-2.0
import type { ArgumentOf, Instant, ResultOf } from '@meterpki/protocol';
import type { Committed, LedgerCalls } from '../calls/ledger-calls';
import { identityOf } from '../identity/certificate-identity';

/** Who is to become a permitted endorser. */
export interface EndorserGrant {
  /** The endorser's certificate, PEM text; only its names count. */
  readonly certificate: string;
  /** Of the body, in words. */
  readonly name: string;
  /** Number or name of its accreditation. */
  readonly accreditation: string;
  readonly validUntil: Instant;
}

/** What an administrator of a metrology institute does. */
export class Administrator {
  readonly #calls: LedgerCalls;

  constructor(calls: LedgerCalls) {
    this.#calls = calls;
  }

  /**
   * The policy in force and its hash.
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  getPolicy(): Promise<ResultOf<'governance', 'GetPolicy'>> {
    return this.#calls.evaluate('governance', 'GetPolicy', {});
  }

  /**
   * Lets holders of certificates of the own institute register and attest meters, all or nothing.
   * @throws {@link ClientError} `CERTIFICATE_INVALID`, and as {@link LedgerCalls.submit}
   */
  async grantPermittedEndorsers(
    grants: readonly EndorserGrant[],
  ): Promise<Committed<ResultOf<'governance', 'GrantPermittedEndorsers'>>> {
    const endorsers = grants.map(({ certificate, name, accreditation, validUntil }) => ({
      identity: identityOf(certificate),
      name,
      accreditation,
      validUntil,
    }));
    return this.#calls.submit('governance', 'GrantPermittedEndorsers', { endorsers });
  }

  /**
   * Takes grants of the own institute back, all or nothing, and may put what the endorsers attested under review.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  revokePermittedEndorsers(
    revocations: ArgumentOf<'governance', 'RevokePermittedEndorsers'>['revocations'],
  ): Promise<Committed<ResultOf<'governance', 'RevokePermittedEndorsers'>>> {
    return this.#calls.submit('governance', 'RevokePermittedEndorsers', { revocations });
  }

  /**
   * Permitted endorsers of an institute, or of all, a page at a time.
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  listPermittedEndorsers(
    query: ArgumentOf<'governance', 'ListPermittedEndorsers'> = {},
  ): Promise<ResultOf<'governance', 'ListPermittedEndorsers'>> {
    return this.#calls.evaluate('governance', 'ListPermittedEndorsers', query);
  }

  /**
   * Proposes another policy in place of the one in force; the caller's institute votes for it at once.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}; `LEDGER_REFUSED` with `POLICY_REVISION` where another
   * policy came in between
   */
  proposePolicy(
    argument: ArgumentOf<'governance', 'ProposePolicy'>,
  ): Promise<Committed<ResultOf<'governance', 'ProposePolicy'>>> {
    return this.#calls.submit('governance', 'ProposePolicy', argument);
  }

  /**
   * The institute's one vote on a proposal, by its hash.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  voteOnPolicy(
    argument: ArgumentOf<'governance', 'VoteOnPolicy'>,
  ): Promise<Committed<ResultOf<'governance', 'VoteOnPolicy'>>> {
    return this.#calls.submit('governance', 'VoteOnPolicy', argument);
  }

  /**
   * Proposals by ID, a page at a time.
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  listProposals(
    query: ArgumentOf<'governance', 'ListProposals'> = {},
  ): Promise<ResultOf<'governance', 'ListProposals'>> {
    return this.#calls.evaluate('governance', 'ListProposals', query);
  }

  /**
   * Renews who must endorse changes of the own institute's meters and grants, after the members changed.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  restampMeters(
    argument: ArgumentOf<'registry', 'RestampMeters'>,
  ): Promise<Committed<ResultOf<'registry', 'RestampMeters'>>> {
    return this.#calls.submit('registry', 'RestampMeters', argument);
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
   * Proposes keys that an older register vouches for; a majority of the members must approve.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  importMeters(
    argument: ArgumentOf<'registry', 'ImportMeters'>,
  ): Promise<Committed<ResultOf<'registry', 'ImportMeters'>>> {
    return this.#calls.submit('registry', 'ImportMeters', argument);
  }

  /**
   * Approves an import by its hash.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  approveImport(
    argument: ArgumentOf<'registry', 'ApproveImport'>,
  ): Promise<Committed<ResultOf<'registry', 'ApproveImport'>>> {
    return this.#calls.submit('registry', 'ApproveImport', argument);
  }

  /**
   * Revokes keys of meters of the own institute, all or nothing.
   * @throws {@link ClientError} as {@link LedgerCalls.submit}
   */
  revokeKeys(
    revocations: ArgumentOf<'registry', 'RevokeKeys'>['revocations'],
  ): Promise<Committed<ResultOf<'registry', 'RevokeKeys'>>> {
    return this.#calls.submit('registry', 'RevokeKeys', { revocations });
  }
}
