import { gap, type Syntax, walk, wordingOf } from './syntax.ts';

/** Finds out which messages some source names: as a string, or by a template that fits, such as `ending.${reason}.title`. */
export function idsUsedIn(program: Syntax, ids: readonly string[]): readonly string[] {
  const known = new Set(ids);
  const used = new Set<string>();
  walk(program, (piece) => {
    const wording = wordingOf(piece);
    if (wording === null) return true;
    if (known.has(wording)) used.add(wording);
    else if (isTemplateOfIds(wording)) for (const id of ids) if (patternOf(wording).test(id)) used.add(id);
    return true;
  });
  return [...used];
}

/** It begins with the name of a slice, so that no other text names all messages. */
function isTemplateOfIds(wording: string): boolean {
  return wording.includes(gap) && /^[a-z][a-z-]*\./.test(wording) && !/\s/.test(wording);
}

function patternOf(wording: string): RegExp {
  const literal = wording.split(gap).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[a-z0-9-]+')}$`);
}
