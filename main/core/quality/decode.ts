import * as v from 'valibot';
import { fields, ifFits } from '../schema/fields.ts';
import { list } from '../schema/list.ts';
import { numberWithin, oneOf, text } from '../schema/pieces.ts';
import { read, type Schema } from '../schema/schema.ts';
import { mostPoints, type Point } from './course.ts';
import type { Direction } from './figures.ts';
import { networkKinds } from './network.ts';
import type { PastQuality } from './state.ts';
import type { Totals } from './totals.ts';
import type { SoundFault } from './word.ts';

/** A document of more calls, or of longer ones, is none of ours. */
const mostRead = 1000;
const faults: readonly SoundFault[] = ['your-network', 'their-network', 'their-side', 'your-microphone'];

const some = numberWithin(0, Number.MAX_SAFE_INTEGER);
const figures = {
  missing: numberWithin(0, 1),
  jitterMs: some,
  roundTripMs: v.nullable(some),
  score: numberWithin(1, 5),
};
const direction: Schema<Direction> = fields(figures);
const totals: Schema<Totals> = fields({ seconds: some, mean: direction, worst: direction });
const point: Schema<Point> = fields({ ...figures, level: oneOf(['good', 'weak', 'none']) });

const past: Schema<PastQuality> = fields({
  ...{ callId: v.string(), at: some, seconds: some, codec: text(64), encrypted: v.boolean() },
  network: oneOf(networkKinds),
  device: v.nullable(text(512)),
  here: v.nullable(totals),
  there: v.nullable(totals),
  ...{ weakFor: some, silentFor: some },
  fault: v.nullable(oneOf(faults)),
  course: ifFits(fields({ step: numberWithin(1, 1e6), points: list(point, { most: mostPoints, looks: 1000 }) })),
});

const document = list(past, { most: mostRead, looks: mostRead });

/** How calls sounded, as an earlier run wrote it; what does not fit is left out. */
export function decodeQuality(value: unknown): readonly PastQuality[] {
  return read(document, value) ?? [];
}
