// SPDX-License-Identifier: Apache-2.0
import { institutes, type Cast, type Institute } from '../story/cast';
import { grantEndorsers } from '../story/grants';
import { newInstrument, type Instrument } from '../story/instrument';
import { attest, register } from '../story/verification';
import type { Report } from './report';

/** The meters of the demo, one of each institute. */
export type Instruments = Readonly<Record<(typeof institutes)[number], Instrument>>;

/** Phase 1: meters come into being, each with a key pair that it alone holds. */
export function manufacture(report: Report): Instruments {
  report.phase('1. Manufacturing');
  const made = { ptb: newInstrument('ptb'), inmetro: newInstrument('inmetro') };
  for (const institute of institutes) {
    const { meter } = made[institute];
    const { serial } = meter.nameplate;
    report.line(
      `  ✓ meter ${serial} made its key pair on ${meter.curve.name}; key ${meter.fingerprint.slice(0, 16)}…`,
    );
  }
  return made;
}

async function verify(
  cast: Cast,
  institute: Institute,
  instrument: Instrument,
  report: Report,
): Promise<void> {
  const granted = await grantEndorsers(cast, institute);
  if (granted !== undefined)
    report.step({ text: `${institute}: administrator grants two permitted endorsers`, tx: granted });
  const first = await register(cast, institute, instrument);
  report.step({ text: `${institute}: first endorser opens a challenge`, tx: first.challengeTx });
  const { meterId } = instrument;
  const registered = {
    text: `${institute}: the meter answers it, the endorser registers ${meterId}`,
    tx: first.tx,
  };
  report.outcome(registered, first.standing?.status ?? 'unknown', 'PENDING');
  const second = await attest(cast, institute, instrument);
  report.step({ text: `${institute}: second endorser opens a challenge of its own`, tx: second.challengeTx });
  const attested = {
    text: `${institute}: the second endorser attests, the quorum of 2 is met`,
    tx: second.tx,
  };
  report.outcome(attested, second.standing?.status ?? 'unknown', 'ACTIVE');
}

/** Phase 2: two independent endorsers see each meter and its key. */
export async function verifyAll(cast: Cast, instruments: Instruments, report: Report): Promise<void> {
  report.phase('2. Initial verification');
  for (const institute of institutes) await verify(cast, institute, instruments[institute], report);
}
