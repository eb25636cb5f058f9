// SPDX-License-Identifier: Apache-2.0
import {
  algorithmById,
  defaultAlgorithms,
  possessionStatement,
  toBase64,
  toUtf8,
  writeRaw,
  type Algorithm,
  type Curve,
  type PossessionFields,
  type SignatureEncoding,
} from '@meterpki/protocol';
import { SimulatorError } from '../errors';
import { readKeyFile, writeKeyFile } from '../key/key-file';
import { randomScalar, scalarFromSeed } from '../key/scalar';
import { SigningKey } from '../key/signing-key';
import { signAsJws, type JwsOptions } from '../receipt/jws';
import { writeOcmf } from '../receipt/ocmf';
import type { OcmfOptions } from '../receipt/ocmf-options';
import { encodeSignature } from '../signature/encode';
import { nameplateOf, type Nameplate, type NameplateOptions } from './nameplate';

/** How a meter is made. */
export interface MeterOptions extends NameplateOptions {
  /** A row of the protocol's table; default ECDSA-secp256r1-SHA256. */
  readonly algorithm?: Algorithm;
  /** Pagination of the first receipt; default 1. */
  readonly firstPagination?: number;
}

/**
 * What a challenge asks a meter to sign. Key and algorithm default to the meter's own; they differ where the
 * old key of a meter signs the statement about its new one.
 */
export type ChallengeFields = Omit<PossessionFields, 'spki' | 'algorithm'> &
  Partial<Pick<PossessionFields, 'spki' | 'algorithm'>>;

function usual(algorithm: Algorithm | undefined): Algorithm {
  const row = algorithm ?? algorithmById(defaultAlgorithms[0] ?? '');
  if (row === undefined) throw new SimulatorError('CURVE_UNKNOWN', 'name an algorithm of the protocol');
  return row;
}

/** A meter in software: it holds a key pair, answers challenges and signs receipts. */
export class Meter {
  readonly nameplate: Nameplate;
  readonly #key: SigningKey;
  #nextPagination: number;

  private constructor(key: SigningKey, options: MeterOptions) {
    this.nameplate = nameplateOf(options);
    this.#key = key;
    this.#nextPagination = options.firstPagination ?? 1;
  }

  /** A meter with a key pair drawn at random. @throws {@link SimulatorError} FIELD_INVALID, CURVE_UNKNOWN */
  static fresh(options: MeterOptions): Meter {
    const algorithm = usual(options.algorithm);
    return new Meter(new SigningKey(algorithm, randomScalar(algorithm.curve)), options);
  }

  /**
   * A meter with this private key (hex of the curve's length).
   * @throws {@link SimulatorError} PRIVATE_KEY_INVALID, FIELD_INVALID, CURVE_UNKNOWN
   */
  static fromPrivateKey(scalar: string, options: MeterOptions): Meter {
    return new Meter(new SigningKey(usual(options.algorithm), scalar), options);
  }

  /** The meter that a seed stands for, always the same: for vectors only. @throws {@link SimulatorError} FIELD_INVALID */
  static fromSeed(seed: string, options: MeterOptions): Meter {
    const algorithm = usual(options.algorithm);
    return new Meter(new SigningKey(algorithm, scalarFromSeed(algorithm.curve, seed)), options);
  }

  /** The meter whose key file this is. @throws {@link SimulatorError} KEY_FILE_UNREADABLE */
  static load(path: string): Meter {
    const { key, nameplate } = readKeyFile(path);
    return new Meter(key, nameplate);
  }

  get algorithm(): Algorithm {
    return this.#key.algorithm;
  }

  get curve(): Curve {
    return this.#key.algorithm.curve;
  }

  /** DER of the SubjectPublicKeyInfo, uncompressed: the form that the ledger takes. */
  get spki(): Uint8Array {
    return this.#key.spki;
  }

  /** SHA-256 of `spki`, hex. */
  get fingerprint(): string {
    return this.#key.fingerprint;
  }

  /**
   * Writes the key file, private key included: JSON, mode 0600, never over another file.
   * @throws {@link SimulatorError} KEY_FILE_EXISTS, KEY_FILE_UNWRITABLE
   */
  writeKeyFile(path: string): void {
    writeKeyFile(path, this.#key, this.nameplate);
  }

  /** Signs any bytes; `der` unless another encoding is asked for. */
  sign(message: Uint8Array, encoding: SignatureEncoding = 'der'): Uint8Array {
    return encodeSignature(this.curve, this.#key.sign(message), encoding);
  }

  /**
   * Answers a challenge: a DER signature over the possession statement, base64.
   * @throws {@link SimulatorError} FIELD_INVALID for a digest or a number that does not fit its field
   */
  prove(fields: ChallengeFields): string {
    return toBase64(this.sign(this.#statement(fields)));
  }

  /** Signs an OCMF record and counts the pagination up. @throws {@link SimulatorError} FIELD_INVALID */
  signOcmf(options: OcmfOptions): string {
    return this.#counting(options.pagination, (pagination) =>
      writeOcmf(this.#key, this.nameplate, options, pagination),
    );
  }

  /**
   * Signs a compact JSON web signature and counts the pagination up.
   * @throws {@link SimulatorError} FIELD_INVALID, also for a key whose algorithm has no name in JWS
   */
  signJws(options: JwsOptions): string {
    return this.#counting(options.pagination, (pagination) =>
      signAsJws(this.#key, this.nameplate, options, pagination),
    );
  }

  /** Signs information of any kind as a raw receipt. */
  signRaw(information: string | Uint8Array): string {
    const bytes = typeof information === 'string' ? toUtf8(information) : information;
    return writeRaw(bytes, this.sign(bytes));
  }

  /** The counter goes on only where a receipt came out. */
  #counting(given: number | undefined, sign: (pagination: number) => string): string {
    const pagination = given ?? this.#nextPagination;
    const receipt = sign(pagination);
    this.#nextPagination = pagination + 1;
    return receipt;
  }

  #statement(fields: ChallengeFields): Uint8Array {
    try {
      return possessionStatement({ spki: this.spki, algorithm: this.algorithm, ...fields });
    } catch (error) {
      const text = error instanceof RangeError ? error.message : 'the statement cannot be written';
      throw new SimulatorError('FIELD_INVALID', text);
    }
  }
}
