// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { msp } from '@hyperledger/fabric-protos';
import { canonicalJson, concat, fromBase64, fromUtf8, type ReceiptInput } from '@meterpki/protocol';
import { clientError, faulty } from '../errors';
import { ReceiptNames } from '../faces/receipt-binding';
import { parseBundle, type Bundle } from './bundle';
import { peerFault, type PeerFault } from './peer-faults';
import { isSignedBy } from './peer-signature';
import { responseFacts, type ResponseFacts } from './response-facts';
import { statementOf, type BundleStatement } from './says';
import type { Trust } from './trust';

/** What a relying party has at hand beside bundle and trust. */
export interface BundleExpectations {
  /** The receipt that the bundle is said to be about. */
  readonly receipt?: ReceiptInput;
  /** The nonce that was sent along, 64 hex digits. */
  readonly nonce?: string;
}

/** A bundle that was found good. */
export interface CheckedBundle {
  readonly statement: BundleStatement;
  /** MSP IDs of the institutes whose peers signed, sorted. */
  readonly institutes: readonly string[];
}

type Fault = PeerFault;

const fault = (code: Fault['code'], text: string): Fault => ({ code, text });

/** The institute of a signature, or what is wrong with it. */
function endorserOf(
  { endorser, signature }: Bundle['endorsements'][number],
  response: Uint8Array,
  trust: Trust,
  at: number,
): string | Fault {
  const identity = fromBase64(endorser) ?? new Uint8Array();
  const bytes = fromBase64(signature) ?? new Uint8Array();
  const { mspId, certificate } = identityOf(identity);
  const named = `a peer of ${mspId === '' ? 'an institute without a name' : mspId}`;
  const trusted = trust.msps.get(mspId);
  if (trusted === undefined || certificate === undefined)
    return fault('BUNDLE_PEER_UNTRUSTED', `${named}: the trust file does not name its institute`);
  const wrong = peerFault(certificate, trusted, at);
  if (wrong !== undefined) return fault(wrong.code, `${named}: ${wrong.text}`);
  return isSignedBy(certificate, concat(response, identity), bytes)
    ? mspId
    : fault('BUNDLE_SIGNATURE', `${named}: its signature is not over this answer`);
}

function identityOf(bytes: Uint8Array): { mspId: string; certificate: X509Certificate | undefined } {
  try {
    const identity = msp.SerializedIdentity.deserializeBinary(bytes);
    return { mspId: identity.getMspid(), certificate: new X509Certificate(identity.getIdBytes_asU8()) };
  } catch {
    return { mspId: '', certificate: undefined };
  }
}

/** Faults of the peers' signatures, and the institutes of those that are good. */
function endorsementFaults(
  bundle: Bundle,
  trust: Trust,
  at: number,
): { faults: Fault[]; institutes: string[] } {
  const response = fromBase64(bundle.response) ?? new Uint8Array();
  const found = bundle.endorsements.map((one) => endorserOf(one, response, trust, at));
  const faults = found.filter((one) => typeof one !== 'string');
  const institutes = [...new Set(found.filter((one) => typeof one === 'string'))].sort();
  if (faults.length === 0 && institutes.length < trust.nmis)
    faults.push(
      fault(
        'BUNDLE_TOO_FEW_NMIS',
        `peers of ${institutes.length} institutes signed, and ${trust.nmis} are asked for`,
      ),
    );
  return { faults, institutes };
}

function factFaults({ channel, chaincode, version, writes, coherent }: ResponseFacts, trust: Trust): Fault[] {
  const checks: [boolean, Fault][] = [
    [!coherent, fault('BUNDLE_INCOHERENT', 'call, caller and answer do not belong together')],
    [channel !== trust.channel, fault('BUNDLE_CHANNEL', `it is of channel ${channel}`)],
    [chaincode !== trust.chaincode, fault('BUNDLE_CHAINCODE', `it is of chaincode ${chaincode}`)],
    [
      trust.versions !== undefined && !trust.versions.includes(version),
      fault('BUNDLE_CHAINCODE', `it is of version ${version} of the chaincode`),
    ],
    [writes, fault('BUNDLE_WRITES', 'it is an answer that could be submitted to change the ledger')],
  ];
  return checks.flatMap(([applies, found]) => (applies ? [found] : []));
}

/** True where the receipt is the one that was judged. */
function isAbout(
  { receiptId, key }: BundleStatement,
  receipt: ReceiptInput,
  hint: string | undefined,
): boolean {
  const names = ReceiptNames.of(receipt);
  if (names === undefined || receiptId === undefined) return names === undefined && receiptId === undefined;
  return names.isNamed(receiptId, key ?? hint) || names.isNamed(receiptId, undefined);
}

function expectationFaults(
  statement: BundleStatement,
  { receipt, nonce }: BundleExpectations,
  hint?: string,
): Fault[] {
  const checks: [boolean, Fault][] = [
    [
      nonce !== undefined && statement.nonce !== nonce,
      fault('BUNDLE_NONCE', 'it does not carry the nonce that was sent along'),
    ],
    [
      receipt !== undefined && !isAbout(statement, receipt, hint),
      fault('BUNDLE_RECEIPT', 'it is about another receipt'),
    ],
  ];
  return checks.flatMap(([applies, found]) => (applies ? [found] : []));
}

/** What a bundle is refused for: the first code, and all faults. */
function refuse(faults: readonly Fault[]): void {
  const [first] = faults;
  if (first === undefined) return;
  throw faulty(
    first.code,
    faults.map(({ code, text }) => ({ path: code, text })),
  );
}

/**
 * Checks a bundle with nothing but what a relying party believes: no network, no clock.
 * @param text - the bundle as it was handed over
 * @throws {@link ClientError} `BUNDLE_MALFORMED`, `BUNDLE_INCOHERENT`, `BUNDLE_CHANNEL`, `BUNDLE_CHAINCODE`,
 * `BUNDLE_FUNCTION`, `BUNDLE_WRITES`, `BUNDLE_PEER_UNTRUSTED`, `BUNDLE_PEER_EXPIRED`, `BUNDLE_PEER_REVOKED`,
 * `BUNDLE_PEER_ROLE`, `BUNDLE_SIGNATURE`, `BUNDLE_TOO_FEW_NMIS`, `BUNDLE_NONCE`, `BUNDLE_RECEIPT`, `BUNDLE_PROOF`:
 * the first that applies, with every fault that could be found
 */
export function checkBundle(text: string, trust: Trust, expected: BundleExpectations = {}): CheckedBundle {
  const bundle = parseBundle(text);
  const facts = responseFacts(bundle);
  const { faults, institutes } = endorsementFaults(bundle, trust, Date.parse(facts.time));
  refuse([...factFaults(facts, trust), ...faults]);
  const statement = statementOf(bundle, facts);
  if (canonicalJson(bundle.says) !== canonicalJson(statement))
    throw clientError('BUNDLE_MALFORMED', 'what it says in words is not what its parts prove');
  refuse(expectationFaults(statement, expected, bundle.key));
  return { statement, institutes };
}

/** The same for bytes. @throws {@link ClientError} as {@link checkBundle} */
export function checkBundleBytes(
  bytes: Uint8Array,
  trust: Trust,
  expected: BundleExpectations = {},
): CheckedBundle {
  const text = fromUtf8(bytes);
  if (text === undefined) throw clientError('BUNDLE_MALFORMED', 'it is not UTF-8 text');
  return checkBundle(text, trust, expected);
}
