// SPDX-License-Identifier: Apache-2.0

/** A verdict with its reason, as the demo tells it. */
export const verdictText = ({ verdict, reason }: Readonly<{ verdict: string; reason?: string }>): string =>
  reason === undefined ? verdict : `${verdict} (${reason})`;
