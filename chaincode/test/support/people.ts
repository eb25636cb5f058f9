// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { certificateNames } from '@meterpki/protocol';
import { issue, type SubjectName } from './certificates';

/** Somebody who signs proposals. */
export interface Person {
  readonly mspId: string;
  /** What stands in the proposal; usually a certificate in PEM. */
  readonly idBytes: Uint8Array;
  /** As the ledger knows it. */
  readonly identity: string;
}

/** The person whom a text in a proposal stands for. */
export const personOf = (mspId: string, pem: string): Person => ({
  mspId,
  idBytes: Buffer.from(pem, 'utf8'),
  identity: certificateNames(new X509Certificate(pem).raw)?.identity ?? '',
});

/** A person with this subject in the certificate. */
export const personNamed = async (mspId: string, subject: SubjectName): Promise<Person> =>
  personOf(mspId, await issue(subject, mspId));

/** A person with a role as Fabric's tools write it. */
export const person = (mspId: string, role: string, name: string): Promise<Person> =>
  personNamed(mspId, [{ OU: [role] }, { CN: [name] }]);

const cast = {
  ptbAdmin: ['PTBMSP', 'admin', 'Admin@ptb'],
  ptbAnna: ['PTBMSP', 'client', 'anna'],
  ptbBert: ['PTBMSP', 'client', 'bert'],
  ptbClient: ['PTBMSP', 'client', 'client'],
  inmetroAdmin: ['InmetroMSP', 'admin', 'Admin@inmetro'],
  inmetroCarla: ['InmetroMSP', 'client', 'carla'],
  otherAdmin: ['OtherMSP', 'admin', 'Admin@other'],
  society: ['OtherMSP', 'client', 'society'],
} as const;

/** The people of the tests: Anna, Bert and Carla are permitted endorsers once that was granted. */
export type People = Readonly<Record<keyof typeof cast, Person>>;

let made: Promise<People> | undefined;

async function make(): Promise<People> {
  const entries = Object.entries(cast).map(
    async ([key, [mspId, role, name]]) => [key, await person(mspId, role, name)] as const,
  );
  return Object.fromEntries(await Promise.all(entries)) as People;
}

/** The people of the tests, made once. */
export const people = (): Promise<People> => (made ??= make());
