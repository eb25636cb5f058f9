// SPDX-License-Identifier: Apache-2.0
import { ClientError } from '@meterpki/client';
import type { Cast, Institute, Role } from './cast';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** True for a refusal of the ledger with this code. */
export const isRefusal = (error: unknown, code: string): boolean =>
  error instanceof ClientError && error.refusal?.code === code;

/**
 * Makes both endorsers of an institute permitted ones.
 * @returns the transaction ID, or undefined where they hold grants already
 */
export async function grantEndorsers(cast: Cast, institute: Institute): Promise<string | undefined> {
  const { administrator } = await cast.session(institute, 'admin');
  const roles: Role[] = ['endorser1', 'endorser2'];
  const validUntil = new Date(Date.now() + YEAR_MS).toISOString();
  const grants = await Promise.all(
    roles.map(async (role) => ({
      certificate: await cast.certificate(institute, role),
      name: `verification body ${role.slice(-1)} of ${institute}`,
      accreditation: `${institute}-${role}`,
      validUntil,
    })),
  );
  try {
    return (await administrator.grantPermittedEndorsers(grants)).transactionId;
  } catch (error) {
    if (isRefusal(error, 'ENDORSER_EXISTS')) return undefined;
    throw error;
  }
}
