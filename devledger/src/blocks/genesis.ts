// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

import { common, msp } from '@hyperledger/fabric-protos';

import { ROLES } from '../identity/identity.js';
import { transactionId } from '../wire/hash.js';

/** Length of the nonce in a signature header (protoutil: 24 bytes). */
const NONCE_BYTES = 24;

/** An organisation as the genesis block describes it. */
export interface GenesisOrganisation {
  readonly mspId: string;
  /** PEM of the enrolment authority. */
  readonly authority: string;
  /** PEM of the TLS authority; none for the orderer. */
  readonly tlsAuthority?: string;
}

/** What block 0 says. */
export interface GenesisContent {
  readonly channel: string;
  readonly application: readonly GenesisOrganisation[];
  readonly orderer: GenesisOrganisation;
}

/**
 * The envelope of block 0: a configuration transaction that names the channel and the MSPs. It has the shape of
 * Fabric's, without the policies and capabilities that a real channel needs.
 */
export function genesisEnvelope(content: GenesisContent): Uint8Array {
  const channelGroup = new common.ConfigGroup();
  channelGroup.getGroupsMap().set('Application', group(content.application));
  channelGroup.getGroupsMap().set('Orderer', group([content.orderer]));
  const config = new common.Config();
  config.setChannelGroup(channelGroup);
  const configEnvelope = new common.ConfigEnvelope();
  configEnvelope.setConfig(config);
  const nonce = randomBytes(NONCE_BYTES);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(nonce);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setVersion(1);
  channelHeader.setChannelId(content.channel);
  channelHeader.setTxId(transactionId(nonce, new Uint8Array()));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(configEnvelope.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope.serializeBinary();
}

function group(organisations: readonly GenesisOrganisation[]): common.ConfigGroup {
  const parent = new common.ConfigGroup();
  for (const organisation of organisations) {
    const value = new common.ConfigValue();
    value.setModPolicy('Admins');
    value.setValue(mspConfiguration(organisation));
    const child = new common.ConfigGroup();
    child.setModPolicy('Admins');
    child.getValuesMap().set('MSP', value);
    parent.getGroupsMap().set(organisation.mspId, child);
  }
  return parent;
}

function mspConfiguration({ mspId, authority, tlsAuthority }: GenesisOrganisation): Uint8Array {
  const fabric = new msp.FabricMSPConfig();
  fabric.setName(mspId);
  fabric.addRootCerts(Buffer.from(authority));
  if (tlsAuthority !== undefined) fabric.addTlsRootCerts(Buffer.from(tlsAuthority));
  const units = new msp.FabricNodeOUs();
  units.setEnable(true);
  const identifiers = new Map(
    ROLES.map((role) => {
      const identifier = new msp.FabricOUIdentifier();
      identifier.setOrganizationalUnitIdentifier(role);
      return [role, identifier] as const;
    }),
  );
  units.setClientOuIdentifier(identifiers.get('client'));
  units.setAdminOuIdentifier(identifiers.get('admin'));
  units.setPeerOuIdentifier(identifiers.get('peer'));
  units.setOrdererOuIdentifier(identifiers.get('orderer'));
  fabric.setFabricNodeOus(units);
  const configuration = new msp.MSPConfig();
  configuration.setConfig(fabric.serializeBinary());
  return configuration.serializeBinary();
}
