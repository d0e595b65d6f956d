import { SaxesParser } from 'saxes';
import type { Xml, XmlElement } from '../core/ports.ts';

/** Nothing of UCWA nests a tenth as deep. */
const deepest = 64;
/**
 * In characters. XML comes only where something on the way drops the wish for JSON, and takes ten times as long to read; an answer with
 * 10,000 events is below it.
 */
const longest = 2 * 1024 * 1024;
const mostAttributes = 64;
const mostElements = 100_000;
/** Each takes as long as a hundred characters. */
const mostEntities = 50_000;
/** How a DOCTYPE, a CDATA section and a comment begin, and nothing else. No server writes them; the last two are slow to read. */
const declaration = '<!';

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Saxes over {@link Xml}, which fetches nothing. Documents with a DOCTYPE, which could define entities, a CDATA section or a comment are not
 * taken.
 */
export function createXml(): Xml {
  return { parse };
}

function parse(text: string): XmlElement | null {
  if (text.length > longest || text.includes(declaration) || hasTooManyEntities(text)) return null;
  let elements = 0;
  const open: OpenElement[] = [];
  let root: OpenElement | null = null;
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length === deepest) throw new Error('Nested too deep');
    elements += 1;
    if (elements > mostElements) throw new Error('Too many elements');
    const element: OpenElement = {
      name: name.slice(name.indexOf(':') + 1),
      attributes: attributesIn(attributes),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
    root ??= element;
  });
  const addText = (more: string): void => {
    const inside = open.at(-1);
    if (inside !== undefined) inside.text += more;
  };
  parser.on('text', addText);
  parser.on('closetag', () => void open.pop());
  try {
    parser.write(text).close();
    return root;
  } catch {
    return null;
  }
}

function hasTooManyEntities(text: string): boolean {
  let at = -1;
  for (let count = 0; count <= mostEntities; count += 1) {
    at = text.indexOf('&', at + 1);
    if (at < 0) return false;
  }
  return true;
}

const none: ReadonlyMap<string, string> = new Map();

function attributesIn(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const names = Object.keys(attributes);
  if (names.length === 0) return none;
  if (names.length > mostAttributes) throw new Error('Too many attributes');
  const map = new Map<string, string>();
  for (const name of names) map.set(name, attributes[name] ?? '');
  return map;
}
