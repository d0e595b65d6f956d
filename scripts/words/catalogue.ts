import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { projectRoot } from '../project.ts';

/** Messages by their ids, each in the ICU's message format. */
export type Messages = Readonly<Record<string, string>>;

/** What a message wants to be given: each value with its type, as TypeScript writes it. */
export type Wanted = ReadonlyMap<string, string>;

const folder = join(projectRoot, 'assets/locales');

/** The catalogues that there are, by their locales. Throws where one is no JSON. */
export function readCatalogues(): ReadonlyMap<string, Messages> {
  const names = globSync('*.json', { cwd: folder });
  return new Map(names.sort().map((name) => [basename(name, '.json'), readMessages(name)]));
}

/** What a translator should know of a message that is not clear alone, by its id. */
export function readNotes(): Messages {
  return readMessages('notes/en.json');
}

function readMessages(name: string): Messages {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Messages;
}

/** Parses a message as the app does. Throws where it does not parse. */
export function parsed(message: string): MessageFormatElement[] {
  return parse(message, { ignoreTag: true, requiresOtherClause: true });
}

/** The values that a message wants, sorted by name. Throws where it does not parse or wants one value in two types. */
export function wantedBy(message: string): Wanted {
  const wanted = new Map<string, string>();
  collect(parsed(message), wanted);
  return new Map([...wanted].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function collect(elements: readonly MessageFormatElement[], wanted: Map<string, string>): void {
  for (const element of elements) {
    const type = typeOf(element);
    if (type !== null && 'value' in element) add(wanted, String(element.value), type);
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const { value } of Object.values(element.options)) collect(value, wanted);
    }
  }
}

function typeOf(element: MessageFormatElement): string | null {
  switch (element.type) {
    case TYPE.argument:
      return 'string';
    case TYPE.number:
    case TYPE.date:
    case TYPE.time:
    case TYPE.plural:
      return 'number';
    case TYPE.select:
      // One of those that it names, so that a case that nobody wrote does not compile.
      return Object.keys(element.options)
        .sort()
        .map((option) => `'${option}'`)
        .join(' | ');
    default:
      return null;
  }
}

/** Any value can be shown as it is besides. */
function add(wanted: Map<string, string>, name: string, type: string): void {
  const before = wanted.get(name) ?? type;
  if (before !== type && before !== 'string' && type !== 'string') {
    throw new Error(`{${name}} is wanted as ${before} and as ${type}`);
  }
  wanted.set(name, before === 'string' ? type : before);
}
