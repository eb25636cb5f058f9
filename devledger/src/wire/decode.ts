// SPDX-License-Identifier: Apache-2.0

/** A class that google-protobuf generated, seen only as something that decodes bytes. */
export interface MessageClass<T> {
  /** Decodes one message; throws on bytes that are none. */
  deserializeBinary(bytes: Uint8Array): T;
}

/** Bytes that are not the message they should be. The text is Fabric's (protoutil/unmarshalers.go). */
export class DecodeError extends Error {
  constructor(messageName: string) {
    super(`error unmarshalling ${messageName}: proto: cannot parse invalid wire-format data`);
    this.name = 'DecodeError';
  }
}

/**
 * Decodes a protobuf message that came from outside.
 *
 * @param type - generated class of the message
 * @param messageName - the name that Fabric's error text uses for it
 * @param bytes - the encoded message; empty bytes are a message without fields
 * @returns the message
 * @throws {@link DecodeError} when the bytes are not such a message
 */
export function decode<T>(type: MessageClass<T>, messageName: string, bytes: Uint8Array): T {
  try {
    return type.deserializeBinary(bytes);
  } catch {
    throw new DecodeError(messageName);
  }
}
