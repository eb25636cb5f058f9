// SPDX-License-Identifier: Apache-2.0
import { channelValue, parseMetrics } from '../../dist/operations/metrics.js';

// As an orderer of v3.1.5 gives them.
const TEXT = `# HELP consensus_etcdraft_is_leader The leadership status of the current node.
# TYPE consensus_etcdraft_is_leader gauge
consensus_etcdraft_is_leader{channel="nmichannel"} 1
consensus_etcdraft_is_leader{channel="other"} 0
go_goroutines 143
ledger_blockchain_height{channel="nmichannel"} 12
odd{channel="a\\"b",code="x,y"} 1.5e+06
broken{channel="nmichannel"
`;

describe('parseMetrics', () => {
  const samples = parseMetrics(TEXT);

  it('reads names, labels and values, and leaves out what is no sample', () => {
    expect(samples).toHaveLength(5);
    expect(samples).toContainEqual({ name: 'go_goroutines', labels: {}, value: 143 });
    expect(samples).toContainEqual({
      name: 'odd',
      labels: { channel: String.raw`a\"b`, code: 'x,y' },
      value: 1_500_000,
    });
  });

  it('gives the value of a channel', () => {
    expect(channelValue(samples, 'consensus_etcdraft_is_leader', 'nmichannel')).toBe(1);
    expect(channelValue(samples, 'consensus_etcdraft_is_leader', 'other')).toBe(0);
    expect(channelValue(samples, 'ledger_blockchain_height', 'unknown')).toBeUndefined();
  });
});
