/** What was measured of Switchhook and of what it is held against (a bare app, or a plain way to do the same), in the order of the rounds. */
export interface Samples {
  readonly switchhook: readonly number[];
  readonly bare: readonly number[];
}

export interface Rounds {
  readonly warmUps: number;
  readonly rounds: number;
}

/**
 * Measures the two by turns, so that what the machine does besides meets both alike. Warm-up rounds come first and are
 * thrown away.
 */
export async function byTurns(
  { warmUps, rounds }: Rounds,
  switchhook: () => Promise<number>,
  bare: () => Promise<number>,
): Promise<Samples> {
  const samples: { switchhook: number[]; bare: number[] } = { switchhook: [], bare: [] };
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const [ofSwitchhook, ofBare] = [await switchhook(), await bare()];
    if (round < warmUps) continue;
    samples.switchhook.push(ofSwitchhook);
    samples.bare.push(ofBare);
  }
  return samples;
}
