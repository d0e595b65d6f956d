import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

type Tokens = ReadonlyMap<string, string>;

const css = readFileSync(new URL('../../../assets/css/tokens.css', import.meta.url), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');

function tokensIn(text: string): Tokens {
  return new Map(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/gi)].map(([, name = '', value = '']) => [name, value]),
  );
}

const light = tokensIn(lightCss);
const schemes: readonly (readonly [string, Tokens])[] = [
  ['light', light],
  ['dark', new Map([...light, ...tokensIn(darkCss)])],
];

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [brighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

/** Foreground, grounds it stands on, least ratio. */
const pairs: readonly (readonly [string, readonly string[], number])[] = [
  ['text', ['surface', 'bg', 'sunken', 'hover', 'quiet', 'quiet-hover', 'pressed'], 7],
  ['text', ['accent-tint', 'danger-tint', 'warn-tint'], 7],
  ['text-2', ['surface', 'bg', 'sunken', 'hover', 'quiet', 'accent-tint'], 4.5],
  ['text-3', ['surface', 'bg', 'hover'], 4.5],
  ['accent-text', ['surface', 'bg', 'accent-tint'], 4.5],
  ['danger-text', ['surface', 'bg', 'accent-tint', 'danger-tint', 'danger-tint-hover', 'danger-tint-pressed'], 4.5],
  ['warn-text', ['surface', 'warn-tint'], 4.5],
  ['on-solid', ['accent', 'accent-hover', 'accent-pressed'], 4.5],
  ['on-solid', ['answer', 'answer-hover', 'answer-pressed', 'decline', 'decline-hover', 'decline-pressed'], 4.5],
  ['edge', ['surface', 'bg'], 3],
  ['focus', ['surface', 'bg', 'sunken', 'quiet', 'accent-tint'], 3],
  ['ok', ['surface', 'sunken'], 3],
  ['warn', ['surface', 'sunken', 'warn-tint'], 3],
  ['decline', ['surface', 'bg'], 3],
  ['surface', ['text', 'text-2'], 7],
  ...Array.from({ length: 6 }, (_, tint) => [`ink-${tint}`, [`tint-${tint}`], 6.7] as const),
  ['ink-none', ['tint-none'], 6.5],
];

describe('contrast', () => {
  for (const [scheme, tokens] of schemes) {
    for (const [front, grounds, least] of pairs) {
      for (const ground of grounds) {
        it(`${scheme}: ${front} on ${ground} is at least ${least}`, () => {
          const [one, other] = [tokens.get(front), tokens.get(ground)];
          assert.ok(one !== undefined && other !== undefined, 'a token is missing');
          assert.ok(ratio(one, other) >= least, `it is ${ratio(one, other).toFixed(2)}`);
        });
      }
    }
  }
});
