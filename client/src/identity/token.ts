// SPDX-License-Identifier: Apache-2.0
import { signers, type HSMSigner, type HSMSignerFactory } from '@hyperledger/fabric-gateway';
import { ClientError, clientError } from '../errors';
import { readFileBounded } from '../files/bounded-file';
import type { TokenKey } from '../profile/profile';
import type { DigestSigner } from './signer';

const MAX_PIN_BYTES = 256;

/** The binding for PKCS#11 is there only for those who asked for it. */
const MISSING_BINDING = /pkcs11js|\.node\b|bindings/i;

/** A key that stays in its token, ready to sign. */
export interface OpenToken {
  readonly sign: DigestSigner;
  /** Ends the session with the token. */
  readonly close: () => void;
}

interface Library {
  readonly factory: HSMSignerFactory;
  users: number;
}

/** PKCS#11 lets a process initialise a library once (version 2.40, section 5.4), so users of one share it. */
const libraries = new Map<string, Library>();

function acquire(file: string): Library {
  const known = libraries.get(file) ?? { factory: signers.newHSMSignerFactory(file), users: 0 };
  known.users += 1;
  libraries.set(file, known);
  return known;
}

function release(file: string, library: Library): void {
  library.users -= 1;
  if (library.users > 0) return;
  libraries.delete(file);
  library.factory.dispose();
}

async function pinOf({ pinFile, pinVariable }: TokenKey): Promise<string> {
  if (pinVariable !== undefined) {
    const pin = process.env[pinVariable];
    if (pin !== undefined && pin !== '') return pin;
    throw clientError('TOKEN_UNAVAILABLE', `the environment has no ${pinVariable} with the PIN`);
  }
  const content = await readFileBounded(pinFile ?? '', MAX_PIN_BYTES);
  if (content.kind === 'fault') throw clientError('IDENTITY_UNREADABLE', `${pinFile} ${content.text}`);
  return Buffer.from(content.bytes)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

function unavailable(token: TokenKey, error: unknown): ClientError {
  const text = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '';
  const next = MISSING_BINDING.test(text)
    ? {
        next: 'Build the optional binding: npm rebuild pkcs11js --ignore-scripts=false; it wants a C++ compiler.',
      }
    : {};
  return clientError('TOKEN_UNAVAILABLE', `${token.library}, token ${token.label}: ${text}`, {
    ...next,
    cause: error,
  });
}

/** A session of a token signs one thing at a time (PKCS#11, section 5.13): whoever comes meanwhile waits. */
function oneAtATime(sign: HSMSigner['signer']): DigestSigner {
  let last: Promise<unknown> = Promise.resolve();
  return (digest) => {
    const next = last.then(() => sign(digest));
    last = next.catch(() => undefined);
    return next;
  };
}

/**
 * Opens a key in a PKCS#11 token, and logs in with its PIN.
 * @throws {@link ClientError} `TOKEN_UNAVAILABLE`, `IDENTITY_UNREADABLE` for the file of the PIN
 */
export async function openToken(token: TokenKey): Promise<OpenToken> {
  const pin = await pinOf(token);
  let library: Library | undefined;
  try {
    library = acquire(token.library);
    const signer = library.factory.newSigner({
      label: token.label,
      pin,
      identifier: Buffer.from(token.keyId, 'hex'),
    });
    const held = library;
    return {
      sign: oneAtATime(signer.signer),
      close: () => {
        signer.close();
        release(token.library, held);
      },
    };
  } catch (error) {
    if (library !== undefined) release(token.library, library);
    throw unavailable(token, error);
  }
}
