// SPDX-License-Identifier: Apache-2.0
import { sha256, toHex, toUtf8 } from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';
import { TestMeter } from './test-meter';

/** A test meter whose signatures are the same at every run (RFC 6979), for texts that are compared. */
export class SteadyMeter extends TestMeter {
  readonly #signer: Meter;

  constructor(name: string) {
    super(name);
    this.#signer = Meter.fromPrivateKey(toHex(sha256(toUtf8(name))), {
      manufacturer: 'EasyMeter',
      model: 'Q3A',
      serial: name,
    });
  }

  override sign(bytes: Uint8Array, encoding: 'der' | 'p1363' = 'der'): Uint8Array {
    return this.#signer.sign(bytes, encoding);
  }
}
