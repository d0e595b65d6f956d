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
/** No server writes one, and the parser takes them in one character at a time. */
const characterData = '<![CDATA[';

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Saxes over {@link Xml}: it fetches nothing, and a DOCTYPE, which could define entities, or a CDATA section ends the reading. */
export function createXml(): Xml {
  return { parse };
}

function parse(text: string): XmlElement | null {
  if (text.length > longest || text.includes(characterData)) return null;
  let elements = 0;
  const open: OpenElement[] = [];
  let root: OpenElement | null = null;
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('A DOCTYPE is not taken');
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

const none: ReadonlyMap<string, string> = new Map();

function attributesIn(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const names = Object.keys(attributes);
  if (names.length === 0) return none;
  if (names.length > mostAttributes) throw new Error('Too many attributes');
  const map = new Map<string, string>();
  for (const name of names) map.set(name, attributes[name] ?? '');
  return map;
}
