// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { ledger, peer } from '@hyperledger/fabric-protos';
import { type Caller, signAs } from '../identity/caller';
import type { Endorsed, Lab } from '../lab';
import {
  endorsementsOf,
  headersOf,
  setEndorsements,
  signedEnvelope,
  signedTransaction,
} from '../messages/envelope';
import { transactionIdOf } from '../messages/proposal';
import { fatesSeen } from '../observation/blocks';
import type { Observation } from '../observation/observation';
import type { ConformanceCase } from './conformance-case';
import { madeUpResults } from './made-up-results';
import { tamperings } from './tamperings';

const GARBAGE = Buffer.from('ffffffff', 'hex');

const writing = { args: ['put', 'validated', 'value'], organisations: ['PTBMSP', 'InmetroMSP'] };

const tamperingCases: readonly ConformanceCase[] = Object.entries(tamperings).map(([what, tamper]) => ({
  name: `commit: ${what}`,
  run: async (lab) => fatesSeen(await lab.committed(await inOrder(lab), tamper)),
}));

/** The gateway hands out endorsements in the order in which they came; cases want PTB's first. */
async function inOrder(lab: Lab): Promise<Endorsed> {
  const endorsed = await lab.endorsed(writing);
  const prepared = signedTransaction(endorsed.prepared, lab.cast.client, (parts) => {
    const mspOf = (endorsement: peer.Endorsement): boolean =>
      Buffer.from(endorsement.getEndorser_asU8()).includes('PTBMSP');
    setEndorsements(
      parts,
      endorsementsOf(parts).sort((left, right) => Number(mspOf(right)) - Number(mspOf(left))),
    );
  });
  prepared.setSignature('');
  return { ...endorsed, prepared };
}

/** A transaction of which the payload's data is something else. */
async function withData(
  lab: Lab,
  change: (transaction: peer.Transaction) => Uint8Array,
): Promise<Observation> {
  const { prepared } = await lab.endorsed(writing);
  const { payload, transaction } = headersOf(prepared);
  payload.setData(change(transaction));
  return fatesSeen(await lab.inBlock(signedEnvelope(payload.serializeBinary(), lab.cast.client)));
}

/** Endorsed by callers of the case's choice, over bytes of its choice. */
async function endorsedBy(
  lab: Lab,
  endorsers: readonly Caller[],
  changeResults?: (results: ledger.rwset.TxReadWriteSet) => void,
): Promise<Observation> {
  const endorsed = await lab.endorsed(writing);
  return fatesSeen(
    await lab.committed(endorsed, (parts) => {
      const { chaincodeAction, responsePayload } = parts;
      if (changeResults !== undefined) {
        const results = ledger.rwset.TxReadWriteSet.deserializeBinary(chaincodeAction.getResults_asU8());
        changeResults(results);
        chaincodeAction.setResults(results.serializeBinary());
        responsePayload.setExtension$(chaincodeAction.serializeBinary());
      }
      const payload = responsePayload.serializeBinary();
      const made = endorsers.map((endorser) => endorsementBy(endorser, payload));
      setEndorsements(parts, made);
    }),
  );
}

function endorsementBy(endorser: Caller, payload: Uint8Array): peer.Endorsement {
  const made = new peer.Endorsement();
  made.setEndorser(endorser.serialized);
  made.setSignature(signAs(endorser, Buffer.concat([payload, endorser.serialized])));
  return made;
}

/** Signed by another writer than the proposal's creator, with a transaction ID to match. */
async function takenOver(lab: Lab): Promise<Observation> {
  const { prepared } = await lab.endorsed(writing);
  const { admin } = lab.cast;
  const nonce = randomBytes(24);
  const envelope = signedTransaction(prepared, admin, ({ channelHeader, signatureHeader }) => {
    signatureHeader.setCreator(admin.serialized);
    signatureHeader.setNonce(nonce);
    channelHeader.setTxId(transactionIdOf(nonce, admin.serialized));
  });
  return fatesSeen(await lab.inBlock(envelope));
}

/** What committing peers find in transactions that were tampered with. */
export const validationCases: readonly ConformanceCase[] = [
  ...tamperingCases,
  {
    name: 'commit: endorsed by one institute only',
    run: async (lab) => {
      const endorsed = await lab.endorsed({ ...writing, organisations: ['PTBMSP'] });
      return fatesSeen(await lab.committed(endorsed));
    },
  },
  {
    name: 'commit: endorsed by clients',
    run: async (lab) => await endorsedBy(lab, [lab.cast.client, lab.cast.foreigner]),
  },
  {
    name: 'commit: endorsed by one peer and a client',
    run: async (lab) => await endorsedBy(lab, [lab.cast.peer, lab.cast.foreigner]),
  },
  ...Object.entries(madeUpResults).map(([what, change]) => ({
    name: `commit: made up by both peers: ${what}`,
    run: async (lab: Lab) => await endorsedBy(lab, [lab.cast.peer, lab.cast.foreignPeer], change),
  })),
  { name: 'commit: broken transaction', run: async (lab) => await withData(lab, () => GARBAGE) },
  { name: 'commit: empty transaction', run: async (lab) => await withData(lab, () => new Uint8Array()) },
  {
    name: 'commit: no action',
    run: async (lab) => await withData(lab, () => new peer.Transaction().serializeBinary()),
  },
  {
    name: 'commit: two actions',
    run: async (lab) =>
      await withData(lab, (transaction) => {
        transaction.setActionsList([...transaction.getActionsList(), ...transaction.getActionsList()]);
        return transaction.serializeBinary();
      }),
  },
  { name: 'commit: taken over by another caller', run: takenOver },
];
