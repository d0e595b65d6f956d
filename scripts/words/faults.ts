import { type Messages, wantedBy } from './catalogue.ts';

/** What is wrong with the catalogues: messages that do not parse, ids that English does not have, values that differ from English's. */
export function faultsOfCatalogues(catalogues: ReadonlyMap<string, Messages>, notes: Messages): string[] {
  const english = catalogues.get('en') ?? {};
  return [
    ...[...catalogues].flatMap(([locale, messages]) => faultsOf(locale, messages, english)),
    ...Object.keys(notes)
      .filter((id) => !(id in english))
      .map((id) => `There is a note on ${id}, which is no message.`),
    ...outOfOrder(Object.keys(english)),
  ];
}

function faultsOf(locale: string, messages: Messages, english: Messages): string[] {
  return Object.entries(messages).flatMap(([id, message]) => {
    const fault = faultOf(message, english[id]);
    return fault === null ? [] : [`${locale}.json, ${id}: ${fault}`];
  });
}

function faultOf(message: string, english: string | undefined): string | null {
  if (english === undefined) return 'English has no such message.';
  try {
    const wanted = wantedBy(english);
    const strange = [...wantedBy(message)].find(([name, type]) => !fits(type, wanted.get(name)));
    return strange === undefined ? null : `it wants {${strange[0]}} otherwise than in English.`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Any value can be shown as it is; a number can be counted. */
function fits(type: string, given: string | undefined): boolean {
  return given !== undefined && (type === given || type === 'string');
}

/** So that two who add messages do not add them in the same place. */
function outOfOrder(ids: readonly string[]): string[] {
  return ids.flatMap((id, index) => {
    const before = ids[index - 1];
    return before !== undefined && before > id ? [`en.json: ${id} belongs before ${before}.`] : [];
  });
}
