import { type Messages, wantedBy } from './catalogue.ts';
import { pluralFault } from './plurals.ts';
import { roomFault } from './room.ts';

/**
 * What is wrong with the catalogues: messages that do not parse, ids that English does not have, values that differ from English's, forms
 * for counting that are not the language's, and what is too long for its place.
 */
export function faultsOfCatalogues(catalogues: ReadonlyMap<string, Messages>, notes: Messages): string[] {
  const english = catalogues.get('en') ?? {};
  return [
    ...[...catalogues].flatMap(([locale, messages]) => faultsOf(locale, messages, english)),
    ...Object.keys(notes)
      .filter((id) => !(id in english))
      .map((id) => `There is a note on ${id}, which is no message.`),
    ...[...catalogues].flatMap(([locale, messages]) => outOfOrder(locale, Object.keys(messages))),
  ];
}

/** What the other languages do not say yet, and is said in English there, with the English of it. */
export function missingIn(catalogues: ReadonlyMap<string, Messages>): string[] {
  const english = Object.entries(catalogues.get('en') ?? {});
  return [...catalogues].flatMap(([locale, messages]) =>
    english.filter(([id]) => !(id in messages)).map(([id, text]) => `${locale}.json lacks ${id}: ${text}`),
  );
}

function faultsOf(locale: string, messages: Messages, english: Messages): string[] {
  return Object.entries(messages).flatMap(([id, message]) => {
    const fault = faultOf(locale, id, message, english[id]);
    return fault === null ? [] : [`${locale}.json, ${id}: ${fault}`];
  });
}

function faultOf(locale: string, id: string, message: string, english: string | undefined): string | null {
  if (english === undefined) return 'English has no such message.';
  try {
    return valueFault(message, english) ?? pluralFault(locale, message, english) ?? roomFault(id, message, english);
  } catch (error) {
    return (error as Error).message;
  }
}

/** A translation says every value that English says. What only chooses between words may choose nothing in another language. */
function valueFault(message: string, english: string): string | null {
  const wanted = wantedBy(english);
  const has = wantedBy(message);
  const strange = [...has].find(([name, type]) => !fits(type, wanted.get(name)));
  if (strange !== undefined) return `it wants {${strange[0]}} otherwise than in English.`;
  const left = [...wanted].find(([name, type]) => !has.has(name) && (type === 'string' || type === 'number'));
  return left === undefined ? null : `it leaves out {${left[0]}}.`;
}

/** Any value can be shown as it is; a number can be counted. */
function fits(type: string, given: string | undefined): boolean {
  return given !== undefined && (type === given || type === 'string');
}

/** So that two who add messages do not add them in the same place. */
function outOfOrder(locale: string, ids: readonly string[]): string[] {
  return ids.flatMap((id, index) => {
    const before = ids[index - 1];
    return before !== undefined && before > id ? [`${locale}.json: ${id} belongs before ${before}.`] : [];
  });
}
