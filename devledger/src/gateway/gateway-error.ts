// SPDX-License-Identifier: Apache-2.0
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';

/** One peer's part in a failure. */
export interface PeerFault {
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

/** The metadata entry that carries a `google.rpc.Status` with details. */
const DETAILS_KEY = 'grpc-status-details-bin';

/** A gRPC status with Fabric's text and, where peers were asked, what each of them said. */
export class GatewayError extends Error implements ServiceError {
  readonly code: status;
  readonly details: string;
  readonly metadata = new Metadata();

  /**
   * @param code - gRPC status
   * @param details - Fabric's text
   * @param faults - become `gateway.ErrorDetail`
   */
  constructor(code: status, details: string, faults: readonly PeerFault[] = []) {
    super(`${code} ${details}`);
    this.name = 'GatewayError';
    this.code = code;
    this.details = details;
    if (faults.length > 0) this.metadata.set(DETAILS_KEY, encodeStatus(code, details, faults));
  }
}

function encodeStatus(code: status, message: string, faults: readonly PeerFault[]): Buffer {
  const encoded = new google.rpc.Status();
  encoded.setCode(code);
  encoded.setMessage(message);
  for (const fault of faults) {
    const detail = new gateway.ErrorDetail();
    detail.setAddress(fault.address);
    detail.setMspId(fault.mspId);
    detail.setMessage(fault.message);
    encoded.addDetails().pack(detail.serializeBinary(), 'gateway.ErrorDetail');
  }
  return Buffer.from(encoded.serializeBinary());
}
