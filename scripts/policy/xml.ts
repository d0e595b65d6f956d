/** A piece of XML. */
export type Xml = string;

type Attributes = Readonly<Record<string, string | number>>;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escaped(text: string): Xml {
  return text.replace(/[&<>"]/g, (one) => escapes[one] ?? one);
}

/** An element, each child on a line of its own; text alone stays on one line. */
export function element(name: string, attributes: Attributes, children: readonly Xml[] | string = []): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  if (typeof children === 'string') return `${start}>${escaped(children)}</${name}>`;
  if (children.length === 0) return `${start} />`;
  const inside = children.flatMap((child) => child.split('\n')).map((line) => `  ${line}`);
  return [`${start}>`, ...inside, `</${name}>`].join('\n');
}

export function xmlDocument(root: Xml, doctype?: string): string {
  return ['<?xml version="1.0" encoding="utf-8"?>', ...(doctype === undefined ? [] : [doctype]), root, ''].join('\n');
}
