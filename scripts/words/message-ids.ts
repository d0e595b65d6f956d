import { type Messages, type Wanted, wantedBy } from './catalogue.ts';

const widest = 120;

/** The source of `preload/contract/words/message-ids.ts`, in Biome's format. Throws where a message does not parse. */
export function messageIdsSource(messages: Messages): string {
  const entries = Object.entries(messages).map(([id, message]) => entry(id, message));
  return [
    '// Written by `npm run words` from assets/locales/en.json.',
    '',
    '/** No values. */',
    'type None = Readonly<Record<never, never>>;',
    '',
    '/** Each message of the catalogue, with the values that it wants. */',
    'export interface Messages {',
    ...entries,
    '}',
    '',
    'export type MessageId = keyof Messages;',
    '',
  ].join('\n');
}

function entry(id: string, message: string): string {
  const wanted = valuesOf(id, message);
  if (wanted.size === 0) return `  readonly '${id}': None;`;
  const fields = [...wanted].map(([name, type]) => `readonly ${name}: ${type}`);
  const line = `  readonly '${id}': { ${fields.join('; ')} };`;
  if (line.length <= widest) return line;
  return [`  readonly '${id}': {`, ...fields.map((field) => `    ${field};`), '  };'].join('\n');
}

function valuesOf(id: string, message: string): Wanted {
  try {
    return wantedBy(message);
  } catch (error) {
    throw new Error(`${id}: ${(error as Error).message}`);
  }
}
