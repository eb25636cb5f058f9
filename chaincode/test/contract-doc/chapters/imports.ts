// SPDX-License-Identifier: Apache-2.0
import { toBase64 } from '@meterpki/protocol';
import { genesisText } from '../../support/genesis';
import { change } from '../../support/policies';
import { register } from '../../support/scene';
import type { Chapter, Chapters, GroundOf } from '../chapter';
import {
  after,
  changed,
  FIVE_HUNDRED,
  forMembers,
  importOf,
  manyAliases,
  namesOf,
  TOO_COSTLY,
} from '../grounds';
import { crowd } from './registration';

type Importing = GroundOf<'registry', 'ImportMeters'>;
type Approving = GroundOf<'registry', 'ApproveImport'>;

const importing =
  (...names: string[]): Importing =>
  (scene) =>
    Promise.resolve({
      by: scene.who.ptbAdmin,
      argument: { source: 'key register of 2019', meters: names.map(importOf) },
    });

const one = importing('m1');

const importingWith = (change: Partial<ReturnType<typeof importOf>>): Importing =>
  changed(one, ({ source, meters }) => ({
    source,
    meters: meters.map((meter) => ({ ...meter, ...change })),
  }));

const importMeters: Chapter<'registry', 'ImportMeters'> = {
  who: 'an administrator of a member, for meter IDs under its own prefix',
  what: 'Takes over keys that an older register vouches for, without a proof; they are marked so for ever. They are PENDING until administrators of a majority of the members approved; the importer counts as one of them. Until then the keys are bound to no meter: who shows possession of one may register it.',
  genesis: genesisText({ imports: true }),
  example: one,
  refusals: {
    NOT_A_MEMBER: forMembers(one),
    IMPORT_NOT_ALLOWED: [
      'the policy does not allow imports',
      after(one, ({ ledger }) => {
        ledger.upgrade(genesisText({ imports: false }));
      }),
    ],
    FOREIGN_PREFIX: [
      "a meter ID does not carry the institute's prefix",
      importingWith({ meterId: 'inmetro:m1' }),
    ],
    METER_EXISTS: ['a meter ID is registered already, or stands in the list twice', importing('m1', 'm1')],
    ALGORITHM_NOT_ALLOWED: [
      'the policy does not allow an algorithm',
      importingWith({ algorithm: 'ECDSA-brainpool256r1-SHA256' }),
    ],
    KEY_INVALID: [
      'a key is not an uncompressed SPKI on the curve of its algorithm',
      importingWith({ key: toBase64(new Uint8Array(91)) }),
    ],
    KEY_EXISTS: [
      'a key belongs to a meter already, or stands in the list twice',
      after(importingWith({ meterId: 'ptb:m2' }), (scene) => register(scene, 'm1')),
    ],
    ALIAS_CROWDED: [
      'sixteen meters of the institute carry an alias already, or 63 have carried it',
      after(one, (scene) => crowd(scene, 'm1')),
    ],
    LIST_TOO_COSTLY: [
      TOO_COSTLY,
      changed(importing(...namesOf(FIVE_HUNDRED)), ({ source, meters }) => ({
        source,
        meters: meters.map((meter) => ({ ...meter, aliases: manyAliases(meter.meterId) })),
      })),
    ],
  },
  largest: [`${FIVE_HUNDRED} meters with an alias each`, importing(...namesOf(FIVE_HUNDRED))],
};

const approvingMany =
  (...names: string[]): Approving =>
  async (scene) => {
    const { by, argument } = await importing(...names)(scene);
    const { importId, hash } = await scene.ledger.submit(by, ['registry', 'ImportMeters'], argument);
    return { by: scene.who.inmetroAdmin, argument: { importId, hash } };
  };

const approving = approvingMany('m1');

const approveImport: Chapter<'registry', 'ApproveImport'> = {
  who: 'an administrator of a member',
  what: "One member's word for an import, bound to its hash. The word that makes a majority activates its meters and binds their keys to them; one whose key came to belong to another meter meanwhile stays PENDING.",
  genesis: genesisText({ imports: true }),
  example: approving,
  refusals: {
    NOT_A_MEMBER: forMembers(approving),
    IMPORT_NOT_ALLOWED: [
      'the policy allows no imports any more',
      after(approving, (scene) => change(scene, { imports: false })),
    ],
    IMPORT_UNKNOWN: [
      'no import has this ID',
      changed(approving, ({ hash }) => ({ importId: '0'.repeat(64), hash })),
    ],
    IMPORT_MISMATCH: [
      'the hash is not that of the import',
      changed(approving, ({ importId }) => ({ importId, hash: '0'.repeat(64) })),
    ],
    IMPORT_DECIDED: [
      'a majority approved it already',
      after(approving, ({ ledger, who }, { argument }) =>
        ledger.submit(who.inmetroAdmin, ['registry', 'ApproveImport'], argument),
      ),
    ],
    ALREADY_APPROVED: [
      "the caller's institute approved it already; to import is to approve",
      async (scene) => ({ ...(await approving(scene)), by: scene.who.ptbAdmin }),
    ],
  },
  largest: [`an import of ${FIVE_HUNDRED} meters`, approvingMany(...namesOf(FIVE_HUNDRED))],
};

/** How keys of an older register are taken over. */
export const importChapters: Pick<Chapters<'registry'>, 'ImportMeters' | 'ApproveImport'> = {
  ImportMeters: importMeters,
  ApproveImport: approveImport,
};
