import { SaxesParser } from 'saxes';
import type { Xml, XmlElement } from '../core/ports.ts';

const deepest = 64;

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Saxes over {@link Xml}: it fetches nothing, and a DOCTYPE, which could define entities, ends the reading. */
export function createXml(): Xml {
  return { parse };
}

function parse(text: string): XmlElement | null {
  const open: OpenElement[] = [];
  let root: OpenElement | null = null;
  const parser = new SaxesParser({ position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('A DOCTYPE is not taken');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length === deepest) throw new Error('Nested too deep');
    const element: OpenElement = {
      name: name.slice(name.indexOf(':') + 1),
      attributes: new Map(Object.entries(attributes)),
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
  parser.on('cdata', addText);
  parser.on('closetag', () => void open.pop());
  try {
    parser.write(text).close();
    return root;
  } catch {
    return null;
  }
}
