// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, type Evidence } from '@meterpki/protocol';
import * as v from 'valibot';
import { clientError } from '../errors';

/** The most characters of a bundle; those with one receipt and two institutes have less than a third of it. */
export const MAX_BUNDLE = 64 * 1024;

const base64 = v.pipe(
  v.string(),
  v.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
);
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const evidence = v.strictObject({
  record: v.string(),
  leaf: v.strictObject({
    receiptId: digest,
    meterId: v.exactOptional(v.string()),
    verdict: v.picklist(['valid', 'invalid', 'indeterminate']),
  }),
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  path: v.pipe(v.array(digest), v.maxLength(16)),
});

/** What a bundle is made of besides what it says in words, which is all read from here. */
const shape = v.strictObject({
  schema: v.literal(1),
  channelHeader: base64,
  signatureHeader: base64,
  proposal: base64,
  response: base64,
  endorsements: v.pipe(
    v.array(v.strictObject({ endorser: base64, signature: base64 })),
    v.minLength(1),
    v.maxLength(16),
    v.check((words) => words.every(({ endorser }, at) => endorser > (words[at - 1]?.endorser ?? ''))),
  ),
  evidence: v.exactOptional(evidence),
  key: v.exactOptional(digest),
  says: v.record(v.string(), v.unknown()),
});

/** The parts of a bundle from which everything that it says is read; bytes are in base64. */
export interface BundleParts {
  readonly schema: 1;
  /** common.ChannelHeader, as the caller signed it: channel, transaction ID, time. */
  readonly channelHeader: string;
  /** common.SignatureHeader: who called. */
  readonly signatureHeader: string;
  /** peer.ChaincodeProposalPayload without transient data: function and argument. */
  readonly proposal: string;
  /** peer.ProposalResponsePayload: what the peers answered and what they read. */
  readonly response: string;
  /** In the order of their `endorser`, none twice. */
  readonly endorsements: readonly BundleEndorsement[];
  /** For a receipt that was recorded in a list: where it stands in it. */
  readonly evidence?: Evidence;
  /** Beside it the key's fingerprint, for who has the receipt at hand; by itself it says nothing. */
  readonly key?: string;
}

/** A peer's word. */
export interface BundleEndorsement {
  /** msp.SerializedIdentity of the peer. */
  readonly endorser: string;
  /** ECDSA-Sig-Value (DER, low s) over response and endorser. */
  readonly signature: string;
}

/** A bundle as it is kept: what it says in words beside the parts that prove it. */
export interface Bundle extends BundleParts {
  readonly says: Readonly<Record<string, unknown>>;
}

/** The one text of a bundle: canonical JSON (RFC 8785) and a line end. */
export const bundleText = (bundle: Bundle): string => `${canonicalJson(bundle)}\n`;

/**
 * Reads a bundle. Only its one text is taken: another order of members, white space or spelling of a number is refused.
 * @throws {@link ClientError} `BUNDLE_MALFORMED`
 */
export function parseBundle(text: string): Bundle {
  const value = text.length > MAX_BUNDLE ? undefined : jsonOf(text);
  const parsed = v.safeParse(shape, value);
  if (!parsed.success) throw clientError('BUNDLE_MALFORMED', 'it does not have the members of a bundle');
  const bundle = parsed.output as Bundle;
  if (bundle.key !== undefined && bundle.evidence === undefined)
    throw clientError('BUNDLE_MALFORMED', 'a key stands beside a place in a list only');
  if (bundleText(bundle) !== text) throw clientError('BUNDLE_MALFORMED', 'it is not written as bundles are');
  return bundle;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
