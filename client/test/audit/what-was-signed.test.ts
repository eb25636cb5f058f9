// SPDX-License-Identifier: Apache-2.0
import { Auditor } from '@meterpki/client';
import { AuditedHistory, type StepCall } from '../support/audited-history';

describe('an auditor, of what was signed', () => {
  let history: AuditedHistory;
  beforeAll(async () => {
    history = await AuditedHistory.create();
  });

  async function findings(change: (call: StepCall) => StepCall): Promise<string[]> {
    const chain = await history.chain((step, call) => (step === 'grant' ? change(call) : call));
    const auditor = new Auditor({ trust: history.trust, firstPolicy: history.policy });
    const notes = chain.bytes.flatMap((bytes) => auditor.read(bytes));
    return notes.flatMap((note) => (note.kind === 'finding' ? [`${note.code} ${note.text}`] : []));
  }

  it('finds nothing in a call of this channel that was endorsed as it stands', async () => {
    expect(await findings((call) => call)).toEqual([]);
  });

  it('finds a call of another channel', async () => {
    expect(await findings((call) => ({ ...call, channel: 'testchannel' }))).toEqual([
      'CALLER_UNPROVEN PTBMSP: it was signed for channel "testchannel"',
    ]);
  });

  it('finds a call that the block shows in place of the one that was endorsed', async () => {
    const shown = { called: 'governance:RevokePermittedEndorsers', argument: { revocations: [] } };
    expect(await findings((call) => ({ ...call, shown }))).toContain(
      'ENDORSEMENT_FORGED what was endorsed answers another call than the block holds',
    );
  });
});
