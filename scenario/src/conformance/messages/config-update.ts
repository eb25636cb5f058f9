// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { common, msp } from '@hyperledger/fabric-protos';
import { type Caller, signAs } from '../identity/caller';
import { signedEnvelope } from './envelope';
import { timestamp } from './proposal';

/**
 * The update of a channel's configuration that gives a member's MSP a revocation list, signed by that member's
 * administrator. Source: common/configtx/update.go.
 *
 * @param block - the last configuration block
 * @param list - PEM
 * @returns undefined where the MSP has a list already
 */
export function revocationUpdate(
  block: common.Block,
  admin: Caller,
  list: string,
): common.Envelope | undefined {
  const [bytes] = block.getData()?.getDataList_asU8() ?? [];
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(bytes ?? Buffer.of()).getPayload_asU8(),
  );
  const channelHeader = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? Buffer.of(),
  );
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  const channelId = channelHeader.getChannelId();
  const update = updateOf(config?.getChannelGroup() ?? new common.ConfigGroup(), admin.mspId, list);
  if (update === undefined) return undefined;
  update.setChannelId(channelId);
  return updateEnvelope(update, admin);
}

function updateOf(channel: common.ConfigGroup, mspId: string, list: string): common.ConfigUpdate | undefined {
  const application = channel.getGroupsMap().get('Application') ?? new common.ConfigGroup();
  const member = application.getGroupsMap().get(mspId) ?? new common.ConfigGroup();
  const value = member.getValuesMap().get('MSP') ?? new common.ConfigValue();
  const configuration = msp.MSPConfig.deserializeBinary(value.getValue_asU8());
  const fabric = msp.FabricMSPConfig.deserializeBinary(configuration.getConfig_asU8());
  if (fabric.getRevocationListList().length > 0) return undefined;
  fabric.addRevocationList(Buffer.from(list));
  configuration.setConfig(fabric.serializeBinary());
  const changed = new common.ConfigValue();
  changed.setVersion(value.getVersion() + 1);
  changed.setModPolicy(value.getModPolicy());
  changed.setValue(configuration.serializeBinary());
  const path = [channel, application, member] as const;
  const update = new common.ConfigUpdate();
  update.setReadSet(nested(path, mspId));
  update.setWriteSet(nested(path, mspId, changed));
  return update;
}

/** The groups on the way to a member's, with their versions and nothing else but the value that changes. */
function nested(
  [channel, application, member]: readonly [common.ConfigGroup, common.ConfigGroup, common.ConfigGroup],
  mspId: string,
  value?: common.ConfigValue,
): common.ConfigGroup {
  const bare = (group: common.ConfigGroup): common.ConfigGroup => {
    const made = new common.ConfigGroup();
    made.setVersion(group.getVersion());
    return made;
  };
  const [outer, middle, inner] = [bare(channel), bare(application), bare(member)];
  if (value !== undefined) inner.getValuesMap().set('MSP', value);
  middle.getGroupsMap().set(mspId, inner);
  outer.getGroupsMap().set('Application', middle);
  return outer;
}

function updateEnvelope(update: common.ConfigUpdate, admin: Caller): common.Envelope {
  const bytes = update.serializeBinary();
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(admin.serialized);
  signatureHeader.setNonce(randomBytes(24));
  const headerBytes = signatureHeader.serializeBinary();
  const signature = new common.ConfigSignature();
  signature.setSignatureHeader(headerBytes);
  signature.setSignature(signAs(admin, Buffer.concat([headerBytes, bytes])));
  const updateEnvelopeMessage = new common.ConfigUpdateEnvelope();
  updateEnvelopeMessage.setConfigUpdate(bytes);
  updateEnvelopeMessage.addSignatures(signature);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(update.getChannelId());
  channelHeader.setTimestamp(timestamp(0));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(headerBytes);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(updateEnvelopeMessage.serializeBinary());
  return signedEnvelope(payload.serializeBinary(), admin);
}
