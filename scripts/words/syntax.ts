import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A piece of a source file as its parser sees it (ESTree, with TypeScript's and JSX's). */
export interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** Parses one file. Throws where it does not parse. */
export function readSyntax(root: string, path: string): { readonly text: string; readonly program: Syntax } {
  const text = readFileSync(join(root, path), 'utf8');
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  return { text, program: program as unknown as Syntax };
}

/** Shows every piece to `look`, those that stand in others behind those; what is in one of which it says false is passed over. */
export function walk(piece: unknown, look: (piece: Syntax, within: readonly Syntax[]) => boolean): void {
  const within: Syntax[] = [];
  const visit = (value: unknown): void => {
    const pieces = Array.isArray(value) ? value : isSyntax(value) && look(value, within) ? Object.values(value) : [];
    within.push(...(isSyntax(value) ? [value] : []));
    for (const part of pieces) visit(part);
    if (isSyntax(value)) within.pop();
  };
  visit(piece);
}

export function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && typeof (value as Syntax).type === 'string';
}

/** What a literal or a template says, with a gap for each value in it; null for what is neither. */
export function wordingOf(piece: Syntax): string | null {
  if (piece.type === 'Literal') return typeof piece.value === 'string' ? piece.value : null;
  if (piece.type !== 'TemplateLiteral') return null;
  const quasis = piece.quasis as readonly { readonly value: { readonly cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join(gap);
}

/** Stands for a value in a template. */
export const gap = '\ufffc';
