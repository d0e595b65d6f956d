/** Users of an address that stands for nobody, at whatever host (RFC 3323 section 4.1.1.3, RFC 5079, RFC 3325 section 7). */
const nobody = /^(?:anonymous|)$/i;
/** Those that stand for nobody where a telephone number should be: what gateways make of a withheld one (Q.731, GR-31). */
const noNumber =
  /^\+?(?:anonymous|restricted|unavailable|unknown|private|withheld|blocked|not[-_ ]?available|out[-_ ]?of[-_ ]?area|coin(?:line)?|payphone|)$/i;
/** No host is below it (RFC 6761 section 6.4). */
const nowhere = /(?:^|\.)invalid\.?$/i;

/** Whether the parts of an address say that the caller is hidden. */
export function isHidden(user: string, host: string | null, isNumber: boolean): boolean {
  if (host !== null && nowhere.test(host)) return true;
  return nobody.test(user.trim()) || (isNumber && noNumber.test(user.trim()));
}

/** What stands in a display name where there is none, as telephone exchanges and clients send it. */
const placeholders = new Set(
  [
    ...[
      'anonymous',
      'anonymous caller',
      'anonymous user',
      'restricted',
      'restricted number',
      'unavailable',
      'not available',
    ],
    ...[
      'unknown',
      'unknown caller',
      'unknown number',
      'unknown name',
      'caller unknown',
      'out of area',
      'name unavailable',
    ],
    ...[
      'private',
      'private number',
      'private caller',
      'private name',
      'withheld',
      'number withheld',
      'withheld number',
    ],
    ...['blocked', 'blocked number', 'caller id blocked', 'no caller id', 'no number', 'hidden', 'hidden number'],
    ...[
      'anonym',
      'unbekannt',
      'anonyme',
      'inconnu',
      'anonimo',
      'anónimo',
      'desconocido',
      'sconosciuto',
      'okänd',
      'okänt nummer',
    ],
  ].map((text) => text.toLowerCase()),
);

/** Whether a display name says no more than that there is none. */
export function isPlaceholder(name: string): boolean {
  return placeholders.has(name.toLowerCase().replace(/^["'<([]+|["'>)\].]+$/g, ''));
}
