import { attributesIn } from '../attributes.ts';

/** By which clients of Skype for Business tell streams apart ([MS-SDPEXT]). */
const names = ['x-ssrc-range', 'label', 'x-source'] as const;

/** A line's marks that its answer has to have too. */
export type StreamMark = (typeof names)[number];

export function readStreamMarks(media: readonly string[]): readonly StreamMark[] {
  return names.filter((name) => attributesIn(media, name).length > 0);
}

/** The same marks of our stream, whose only SSRC is `ssrc`. */
export function streamMarkLines(
  marks: readonly StreamMark[],
  ssrc: number,
  source: 'main-audio' | 'main-video' = 'main-audio',
): string[] {
  const values: Readonly<Record<StreamMark, string>> = {
    'x-ssrc-range': `${ssrc}-${ssrc}`,
    label: source,
    'x-source': source,
  };
  return marks.map((mark) => `a=${mark}:${values[mark]}`);
}
