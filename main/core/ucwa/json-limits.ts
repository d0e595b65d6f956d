/** Of a document that is longer than this, in characters, the shape is looked at before it is parsed. */
const harmless = 64 * 1024;
/** 64 resources, one in the other, each within an array of an object of another, and an event channel's answer around them. */
const deepest = 256;
const mostNames = 1_000;
const mostEntries = 50_000;

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/**
 * Whether a JSON text nests no deeper than 256 and has no object of more than 1,000 names and no list of more than 50,000 entries: others
 * take seconds to parse, and UCWA has none of them. Whether it is JSON at all is for the parser to say. One pass over the text, which
 * takes a fraction of the time that parsing takes.
 */
export function isWithinJsonLimits(text: string): boolean {
  if (text.length <= harmless) return true;
  const counts = new Uint32Array(deepest + 1);
  const limits = new Uint32Array(deepest + 1);
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case comma: {
        const count = (counts[depth] ?? 0) + 1;
        if (depth > 0 && count >= (limits[depth] ?? 0)) return false;
        counts[depth] = count;
        break;
      }
      case openList:
      case openObject:
        depth += 1;
        if (depth > deepest) return false;
        counts[depth] = 0;
        limits[depth] = text.charCodeAt(at) === openList ? mostEntries : mostNames;
        break;
      case closeList:
      case closeObject:
        depth = Math.max(depth - 1, 0);
        break;
    }
  }
  return true;
}

/** Where the string that begins at `start` ends. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = at;
    while (text.charCodeAt(escapes - 1) === backslash) escapes -= 1;
    if ((at - escapes) % 2 === 0) return at;
  }
  return text.length;
}
