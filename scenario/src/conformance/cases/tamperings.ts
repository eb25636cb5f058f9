// SPDX-License-Identifier: Apache-2.0
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { endorsementsOf, setEndorsements, type Tampering } from '../messages/envelope';

const GARBAGE = Buffer.from('ffffffff', 'hex');

/** Changes to an endorsed transaction, by what is changed; PTB's endorsement is the first. */
export const tamperings: Readonly<Record<string, Tampering>> = {
  'packed anew without a change': (parts) => {
    setEndorsements(parts, endorsementsOf(parts));
  },
  'no endorsement': (parts) => {
    setEndorsements(parts, []);
  },
  'endorsement of PTB missing': (parts) => {
    setEndorsements(parts, endorsementsOf(parts).slice(1));
  },
  'endorsement of Inmetro missing': (parts) => {
    setEndorsements(parts, endorsementsOf(parts).slice(0, 1));
  },
  'one endorsement twice': (parts) => {
    const [first] = endorsementsOf(parts);
    setEndorsements(parts, first === undefined ? [] : [first, first.clone()]);
  },
  'endorsements in another order': (parts) => {
    setEndorsements(parts, endorsementsOf(parts).reverse());
  },
  'one endorsement too many': (parts) => {
    const [first] = endorsementsOf(parts);
    setEndorsements(parts, [...endorsementsOf(parts), ...(first === undefined ? [] : [first.clone()])]);
  },
  'spoilt signature of an endorsement': (parts) => {
    endorsementsOf(parts)[0]?.setSignature(Buffer.from('no signature'));
  },
  'spoilt endorser of an endorsement': (parts) => {
    endorsementsOf(parts)[0]?.setEndorser(Buffer.from('nobody'));
  },
  'changed response': ({ chaincodeAction }) => {
    chaincodeAction.getResponse()?.setPayload(Buffer.from('another answer'));
  },
  'changed write': ({ chaincodeAction }) => {
    const results = Buffer.from(chaincodeAction.getResults_asU8()).toString('latin1');
    chaincodeAction.setResults(Buffer.from(results.replace('value', 'VALUE'), 'latin1'));
  },
  'broken read-write set': ({ chaincodeAction }) => {
    chaincodeAction.setResults(GARBAGE);
  },
  'no read-write set': ({ chaincodeAction }) => {
    chaincodeAction.setResults('');
  },
  'a namespace twice': ({ chaincodeAction }) => {
    const results = ledger.rwset.TxReadWriteSet.deserializeBinary(chaincodeAction.getResults_asU8());
    results.setNsRwsetList([...results.getNsRwsetList(), ...results.getNsRwsetList()]);
    chaincodeAction.setResults(results.serializeBinary());
  },
  'broken chaincode action': ({ responsePayload }) => {
    responsePayload.setExtension$(GARBAGE);
  },
  'another chaincode in the answer': ({ chaincodeAction }) => {
    chaincodeAction.getChaincodeId()?.setName('elsewhere');
  },
  'no chaincode in the answer': ({ chaincodeAction }) => {
    chaincodeAction.clearChaincodeId();
  },
  'no version in the answer': ({ chaincodeAction }) => {
    chaincodeAction.getChaincodeId()?.setVersion('');
  },
  'another version in the answer': ({ chaincodeAction }) => {
    chaincodeAction.getChaincodeId()?.setVersion('9.9.9');
  },
  'broken event': ({ chaincodeAction }) => {
    chaincodeAction.setEvents(GARBAGE);
  },
  "another chaincode's event": ({ chaincodeAction }) => {
    const event = new peer.ChaincodeEvent();
    event.setChaincodeId('elsewhere');
    chaincodeAction.setEvents(event.serializeBinary());
  },
  'changed proposal': ({ actionPayload }) => {
    actionPayload.setChaincodeProposalPayload(Buffer.from('another proposal'));
  },
  'changed proposal hash': ({ responsePayload }) => {
    responsePayload.setProposalHash(Buffer.alloc(32));
  },
  'changed timestamp': ({ channelHeader }) => {
    channelHeader.clearTimestamp();
  },
  'no endorsed action': ({ actionPayload }) => {
    actionPayload.getAction()?.setProposalResponsePayload('');
  },
  'another nonce in the action': ({ actionHeader }) => {
    actionHeader.setNonce(Buffer.from('another nonce'));
  },
  'no nonce in the action': ({ actionHeader }) => {
    actionHeader.setNonce('');
  },
  'no nonce': ({ signatureHeader }) => {
    signatureHeader.setNonce('');
  },
  'another nonce': ({ signatureHeader }) => {
    signatureHeader.setNonce(Buffer.from('another nonce'));
  },
  'another transaction ID': ({ channelHeader }) => {
    channelHeader.setTxId('ab'.repeat(32));
  },
  'no transaction ID': ({ channelHeader }) => {
    channelHeader.setTxId('');
  },
  'epoch 1': ({ channelHeader }) => {
    channelHeader.setEpoch(1);
  },
  'header type MESSAGE': ({ channelHeader }) => {
    channelHeader.setType(common.HeaderType.MESSAGE);
  },
  'unknown header type': ({ channelHeader }) => {
    channelHeader.setType(77);
  },
  'broken header extension': ({ channelHeader }) => {
    channelHeader.setExtension$(GARBAGE);
  },
  'no chaincode in the header': ({ channelHeader }) => {
    channelHeader.setExtension$('');
  },
};
