import type { Page } from '@playwright/test';
import { languageNames } from '../../../preload/contract/index.ts';
import { englishView } from '../../unit/core/fakes/words.ts';

/** What a window shows and says: all text of the page as lines, its title, and what is read out or pops up. */
interface Said {
  readonly text: string;
  readonly labels: readonly string[];
}

/** Fields of a snapshot or an answer whose strings are for programs: nobody reads them. */
const unread = new Set([
  ...['id', 'callId', 'type', 'kind', 'state', 'status', 'level', 'outcome', 'direction', 'importance', 'path'],
  ...['fields', 'settings', 'command', 'locale', 'rule', 'left'],
]);

/** The guide is in English. Initials are made of a name in the page, and neither the letters on the keys of a telephone nor commands are any language's. */
const made = '.avatar, .keypad-letters, .handbook, .help-entry, code';

/**
 * What a page in the language that is none says otherwise than by its catalogue: whatever stands neither in that language's brackets nor in
 * the snapshot or an answer, where the main process has said it, and is no date.
 */
export async function untranslated(page: Page): Promise<readonly string[]> {
  const { text, labels } = await page.evaluate(saidBy, made);
  const shown = await page.evaluate(() => [window.wire.shown(), window.wire.answers]);
  // Languages are called as they call themselves.
  const given = [...readIn(shown), ...daysAndMonths(), ...Object.values(languageNames)];
  const known = [...new Set(given)].sort((one, other) => other.length - one.length);
  return [text, ...labels]
    .flatMap((said) => outsideBrackets(said.replace(/[\u2066-\u2069]/g, '')).split('\n'))
    .map((line) => without(line, known).trim())
    .filter((rest) => /\p{L}/u.test(rest));
}

function saidBy(selector: string): Said {
  const lines: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode as Text;
    // A name may stand in pieces.
    if (parentElement?.closest(selector) === null) lines.push(parentElement.closest('bdi')?.textContent ?? data);
  }
  const attributes = ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'placeholder', 'alt'];
  const labels = attributes.flatMap((name) =>
    [...document.body.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name) ?? ''),
  );
  return { text: lines.join('\n'), labels: [...labels, document.title.replace('Switchhook', '')] };
}

/** A sentence may go over several elements, and a value in it may be a sentence. */
function outsideBrackets(text: string): string {
  let depth = 0;
  return [...text]
    .filter((character) => {
      if (character === '⟦') depth += 1;
      if (character === '⟧') depth -= 1;
      return depth === 0 && character !== '⟧';
    })
    .join('');
}

function without(line: string, known: readonly string[]): string {
  return known.reduce((rest, value) => rest.replaceAll(value, ''), line);
}

/** Every string that is for people. */
function readIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(readIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    unread.has(name) || isCatalogue(name, field) ? [] : readIn(field),
  );
}

/** What windows are written with, and not what is in them, as a sentence of that name is. */
function isCatalogue(name: string, field: unknown): boolean {
  return name === 'words' && !Array.isArray(field);
}

let written: readonly string[] | null = null;

/** Dates are written in the locale of the user's dates. To make them takes longer than to draw a page. */
function daysAndMonths(): readonly string[] {
  written ??= writtenDaysAndMonths();
  return written;
}

function writtenDaysAndMonths(): readonly string[] {
  const write = (month: number, day: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(englishView.formats.time, options).format(new Date(2026, month, day));
  const months = Array.from({ length: 12 }, (_, at) => at);
  return [
    ...months.flatMap((at) => [write(at, 1, { month: 'long' }), write(at, 1, { month: 'short' })]),
    ...months
      .slice(0, 7)
      .flatMap((at) => [write(0, 1 + at, { weekday: 'long' }), write(0, 1 + at, { weekday: 'short' })]),
  ];
}
