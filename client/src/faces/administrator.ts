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
