import type { PeerName } from '../row.ts';
import { peerOf, type Result, table } from './table.ts';

/** What stands between them is written anew by each run in which the peer is called. */
const marks = (peer: PeerName) => [`<!-- measured: ${peer} -->`, `<!-- /measured: ${peer} -->`] as const;

/** The document with the table of a peer, and a sentence above it. Throws where it has no place for that. */
export function withTable(document: string, peer: PeerName, results: readonly Result[], facts: string): string {
  const [begin, end] = marks(peer);
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The document has no place for ${peer}`);
  const section = `\n### ${peerOf(peer)}\n\n${facts}\n\n${table(results)}\n`;
  return `${document.slice(0, from + begin.length)}${section}${document.slice(to)}`;
}
