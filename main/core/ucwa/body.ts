import type { Xml } from '../ports.ts';
import { parseJson, withoutMark } from './resource.ts';
import { documentOf } from './xml-document.ts';

/** What the body of an HTTP response turned out to be. */
export type Body =
  | { readonly kind: 'empty' }
  /** A value of the shape that JSON has, also where it came as XML. */
  | { readonly kind: 'document'; readonly value: unknown }
  /** Its type says JSON or XML and it is neither, as where the connection was cut. */
  | { readonly kind: 'broken' }
  /** Of a type that no UCWA server sends: a page of a proxy, of IIS or of a captive portal. */
  | { readonly kind: 'foreign' };

/**
 * Reads a body by its content type: JSON (`application/json`, `application/vnd.microsoft.com.ucwa+json`) or XML
 * (`application/xml`, `text/xml`, `application/vnd.microsoft.com.ucwa+xml`), both after a byte order mark too. UCWA is asked for
 * JSON, and sends XML all the same where an intermediary drops the Accept header. Either is read under any other type as well: some
 * intermediaries change the type, and no page begins with a brace or names UCWA's namespace. A picture stays as it came: whoever asked for one has it in base64.
 */
export function readBody(contentType: string, text: string, xml: Xml): Body {
  if (text === '') return { kind: 'empty' };
  if (/^image\/(?:jpeg|png)\b/i.test(contentType.trim())) return { kind: 'document', value: text };
  const value = documentIn(contentType, text, xml);
  if (value === 'foreign') return { kind: 'foreign' };
  return value === undefined ? { kind: 'broken' } : { kind: 'document', value };
}

/** What the text begins as is believed before its type, which whatever is on the way may have changed. */
function documentIn(contentType: string, text: string, xml: Xml): unknown {
  const told = syntaxOf(contentType);
  const value = parsed(looksLikeJson(text) ? 'json' : looksLikeUcwaXml(text) ? 'xml' : told, text, xml);
  return value === undefined && told === null ? 'foreign' : value;
}

function parsed(syntax: 'json' | 'xml' | null, text: string, xml: Xml): unknown {
  switch (syntax) {
    case 'json':
      return parseJson(text);
    case 'xml': {
      const root = xml.parse(withoutMark(text).trimStart());
      return root === null ? undefined : documentOf(root);
    }
    case null:
      return undefined;
  }
}

/** Begins as a JSON object or list does; HTML begins with `<`. */
function looksLikeJson(text: string): boolean {
  return /^\ufeff*\s*[{[]/.test(text.slice(0, 1_000));
}

/** No page has this namespace. */
function looksLikeUcwaXml(text: string): boolean {
  return /^\ufeff*\s*<.*["']http:\/\/schemas\.microsoft\.com\/rtc\/2012\/03\/ucwa["']/s.test(text.slice(0, 1_000));
}

/** By the subtype or its suffix (RFC 6839). XHTML is a page, not a document. */
function syntaxOf(contentType: string): 'json' | 'xml' | null {
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (/^(?:application|text)\/(?:.*\+)?json$/.test(type)) return 'json';
  if (type !== 'application/xhtml+xml' && /^(?:application|text)\/(?:.*\+)?xml$/.test(type)) return 'xml';
  return null;
}
