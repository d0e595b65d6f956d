/** Median of samples in any order; NaN without samples. */
export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** The value that 95 of 100 samples do not exceed. */
export function p95(samples: readonly number[]): number {
  return quantile(samples, 0.95);
}

/** Between two samples it is interpolated (Hyndman and Fan's definition 7). */
function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return low + (high - low) * (place - Math.floor(place));
}
