// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';

const matching = (pattern: RegExp, words: string): v.GenericSchema<string> =>
  v.pipe(v.string('must be text'), v.regex(pattern, words));

/** Names become folders, services and parts of host names: DNS labels of RFC 1123, in lower case. */
const label = matching(
  /^[a-z][a-z0-9-]{0,30}$/,
  'must be 1 to 31 of a-z, 0-9 and hyphen, beginning with a letter',
);

const domain = matching(
  /^(?=.{1,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
  'must be a DNS name in lower case with at least one dot',
);

const host = matching(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,252})$/, 'must be a DNS name or an IPv4 address');

const mspId = matching(
  /^[A-Za-z0-9][A-Za-z0-9.-]{0,60}$/,
  'must be 1 to 61 of A-Z, a-z, 0-9, dot and hyphen',
);

/** Fabric's rule for channels (common/configtx). */
const channel = matching(/^[a-z][a-z0-9.-]{0,248}$/, 'must be lower case letters, digits, dots and hyphens');

/** Fabric's rule for chaincode names (core/chaincode/lifecycle). */
const chaincode = matching(
  /^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/,
  'must be letters and digits, joined by - or _',
);

function whole(least: number, most: number): v.GenericSchema<number> {
  const words = `must be a whole number from ${least} to ${most}`;
  return v.pipe(v.number(words), v.integer(words), v.minValue(least, words), v.maxValue(most, words));
}

const port = whole(1024, 65_500);

const size = matching(/^[1-9][0-9]{0,4} (KB|MB)$/, 'must be a size such as "2 MB"');

const node = v.strictObject({ name: label, port });

const list = <T extends v.GenericSchema>(
  item: T,
  most: number,
): v.GenericSchema<v.InferInput<T>[], v.InferOutput<T>[]> =>
  v.pipe(
    v.array(item, 'must be a list'),
    v.minLength(1, 'must have at least one entry'),
    v.maxLength(most, `may have ${most} entries at most`),
  );

const nmi = v.strictObject({
  name: label,
  mspId,
  domain,
  host: label,
  peers: list(node, 9),
  ordering: v.exactOptional(v.strictObject({ mspId, domain, orderers: list(node, 9) })),
});

/** The shape of a topology file; what must hold between its members is checked afterwards. */
export const topologyShape = v.strictObject({
  name: label,
  demo: v.boolean('must be true or false'),
  channel,
  chaincode,
  deployment: v.exactOptional(v.pipe(v.string(), v.nonEmpty('must be the path of a deployment file'))),
  batch: v.strictObject({
    timeout: matching(/^[1-9][0-9]{0,5}(ms|s)$/, 'must be a time such as 250ms'),
    maxMessageCount: whole(1, 10_000),
    absoluteMaxBytes: size,
    preferredMaxBytes: size,
  }),
  hosts: list(v.strictObject({ name: label, address: host }), 32),
  nmis: list(nmi, 20),
});

/** A topology as the file gives it. */
export type Topology = v.InferOutput<typeof topologyShape>;
