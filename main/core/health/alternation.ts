/** What may follow one another in a match, by the source of each piece; the empty piece is an end. */
interface Node {
  readonly next: Map<string, Node>;
}

/**
 * The source of a pattern that matches the longest of many, each given in pieces. What begins alike is tried once: with hundreds of
 * names, one after the other takes seconds for a log.
 */
export function alternationOf(patterns: readonly (readonly string[])[]): string {
  const root: Node = { next: new Map() };
  // Where two end in different ways, the longer is tried first.
  for (const pieces of [...patterns].sort((one, other) => other.length - one.length)) {
    let node = root;
    for (const piece of [...pieces, '']) {
      const known = node.next.get(piece) ?? { next: new Map() };
      node.next.set(piece, known);
      node = known;
    }
  }
  return sourceOf(root);
}

function sourceOf({ next }: Node): string {
  const goesOn = [...next].filter(([piece]) => piece !== '').map(([piece, node]) => piece + sourceOf(node));
  const ways = next.has('') ? [...goesOn, ''] : goesOn;
  return ways.length === 1 ? (ways[0] ?? '') : `(?:${ways.join('|')})`;
}
