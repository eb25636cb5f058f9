// SPDX-License-Identifier: Apache-2.0
import type { Cast } from '../story/cast';
import type { Report } from './report';

/** Two questions that a buyer asks: is the meter registered, and may it be sold? */
export async function askAboutMeter(
  cast: Cast,
  meterId: string,
  expected: 'yes' | 'no',
  report: Report,
): Promise<void> {
  const { society } = await cast.session('ptb', 'society');
  const [registration] = await society.isRegistered([meterId]);
  const [market] = await society.mayBePlacedOnMarket([meterId]);
  const word = (answer: boolean | undefined): string => (answer === true ? 'yes' : 'no');
  report.outcome({ text: `is ${meterId} registered?` }, word(registration?.registered), expected);
  report.outcome({ text: `may ${meterId} be sold?` }, word(market?.allowed), expected);
}
