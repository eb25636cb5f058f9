// SPDX-License-Identifier: Apache-2.0
import { type ServiceError, status } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';
import type { Observation } from './observation';

/** Both sides keep a deadline: who is first decides which status and which text come. */
const OVERDUE: readonly status[] = [status.DEADLINE_EXCEEDED, status.CANCELLED];

/** A gRPC status with its details. */
export function refusalSeen(error: ServiceError): Observation {
  if (OVERDUE.includes(error.code)) return { status: 'DEADLINE_EXCEEDED' };
  return { status: status[error.code], message: error.details, details: detailsOf(error) };
}

function detailsOf(error: ServiceError): Observation {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  if (bytes === undefined) return [];
  const carried = google.rpc.Status.deserializeBinary(Buffer.from(bytes));
  return carried
    .getDetailsList()
    .map((detail) => {
      const fault = gateway.ErrorDetail.deserializeBinary(detail.getValue_asU8());
      return { mspId: fault.getMspId(), address: fault.getAddress(), message: fault.getMessage() };
    })
    .sort((left, right) => left.mspId.localeCompare(right.mspId));
}
