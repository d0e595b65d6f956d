import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { parsed } from './catalogue.ts';

/** Counts that people see: languages that have a form of its own for a million alone do without it. */
const highest = 999;

/**
 * What is wrong with how a message counts in a language; null where nothing is. The forms are those of CLDR. Where English says all numbers
 * alike, such as “5 s”, so may a translation.
 */
export function pluralFault(locale: string, message: string, english: string): string | null {
  const rules = new Intl.PluralRules(locale);
  const isAlike = pluralsIn(parsed(english)).every((options) => options.every(isForAll));
  for (const options of pluralsIn(parsed(message))) {
    const strange = options.find((name) => !isForAll(name) && !isFormOf(rules, name));
    if (strange !== undefined) return `it counts in the form “${strange}”, which the language does not have.`;
    if (isAlike) continue;
    const missing = wantedForms(rules, options).find((name) => !options.includes(name));
    if (missing !== undefined) return `it lacks the form “${missing}” of the language.`;
  }
  return null;
}

/** A number by itself, or what is said of all others. */
function isForAll(name: string): boolean {
  return name === 'other' || name.startsWith('=');
}

function isFormOf(rules: Intl.PluralRules, name: string): boolean {
  return (rules.resolvedOptions().pluralCategories as string[]).includes(name);
}

/** Those of the numbers that have no case of their own. */
function wantedForms(rules: Intl.PluralRules, options: readonly string[]): readonly string[] {
  const counts = Array.from({ length: highest + 1 }, (_, count) => count);
  return [...new Set(counts.filter((count) => !options.includes(`=${count}`)).map((count) => rules.select(count)))];
}

/** The cases of each plural, also of those that stand in cases of others. */
function pluralsIn(elements: readonly MessageFormatElement[]): readonly (readonly string[])[] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inner = Object.values(element.options).flatMap(({ value }) => pluralsIn(value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inner] : inner;
  });
}
