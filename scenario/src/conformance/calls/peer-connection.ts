// SPDX-License-Identifier: Apache-2.0
import * as grpc from '@grpc/grpc-js';
import { gateway, peer } from '@hyperledger/fabric-protos';
import type { PeerAddress } from '../ledger/descriptor';

const UNLIMITED = -1;

/** The services of one peer, without any client library, so that a case can send what a library would not. */
export class PeerConnection {
  readonly gateway: gateway.GatewayClient;
  readonly deliver: peer.DeliverClient;

  constructor({ address, serverName, tlsRoot }: PeerAddress) {
    const credentials = grpc.credentials.createSsl(Buffer.from(tlsRoot));
    const options = {
      'grpc.ssl_target_name_override': serverName,
      'grpc.max_receive_message_length': UNLIMITED,
      'grpc.max_send_message_length': UNLIMITED,
    };
    this.gateway = new gateway.GatewayClient(address, credentials, options);
    this.deliver = new peer.DeliverClient(address, credentials, options);
  }

  close(): void {
    this.gateway.close();
    this.deliver.close();
  }
}
