import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { type Program, parseSync } from 'oxc-parser';

/** One function of a source file: its place, and what makes it hard to read. */
export interface FunctionShape {
  /** Its name where it has one, else what it is. */
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  /** From its first to its last line, those of the functions in it included. */
  readonly lines: number;
  /** How many statements such as `if`, `for` and `try` stand in each other at most. */
  readonly nesting: number;
}

/** What the structure of the source is judged by. Paths are relative to the project, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  /** Files of the project that it imports, types included. */
  readonly imports: readonly string[];
  readonly functions: readonly FunctionShape[];
}

/** Reads and parses one TypeScript file. Throws where it does not parse. */
export function readSourceFile(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const { module, program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const named = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
  const relative = named.filter((name) => name.startsWith('.'));
  const imports = [...new Set(relative.map((name) => normalize(join(dirname(path), name))))];
  return { path, lines: text.split('\n').length - 1, imports, functions: functionsIn(program, text) };
}

type Node = { readonly type: string; readonly start: number; readonly end: number };

const nests = new Set([
  ...['IfStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'],
  ...['SwitchStatement', 'TryStatement'],
]);

function functionsIn(program: Program, text: string): FunctionShape[] {
  const found: FunctionShape[] = [];
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;

  /** Walks what is below a node; gives how deep statements are nested in it, functions apart. */
  function walk(value: unknown, name: string, elseIf: boolean): number {
    if (Array.isArray(value)) return Math.max(0, ...value.map((item) => walk(item, '', false)));
    if (!isNode(value)) return 0;
    if (isFunction(value)) {
      const line = lineOf(value.start);
      const own = nameOf(value) ?? (name === '' ? value.type : name);
      const place = found.push({ name: own, line, lines: lineOf(value.end) - line + 1, nesting: 0 }) - 1;
      const nesting = below(value);
      found[place] = { name: own, line, lines: lineOf(value.end) - line + 1, nesting };
      return 0;
    }
    return below(value) + (nests.has(value.type) && !elseIf ? 1 : 0);
  }

  function below(node: Node): number {
    const isIf = node.type === 'IfStatement';
    const within = nameOf(node) ?? '';
    const depths = Object.entries(node).map(([key, child]) =>
      walk(child, within, isIf && key === 'alternate' && isNode(child) && child.type === 'IfStatement'),
    );
    return Math.max(0, ...depths);
  }

  walk(program, '', false);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isFunction({ type }: Node): boolean {
  return type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
}

/** The name that a declaration, a variable or a property gives to what it holds. */
function nameOf(node: object): string | null {
  for (const key of ['id', 'key'] as const) {
    const named: unknown = key in node ? (node as Record<string, unknown>)[key] : null;
    if (typeof named === 'object' && named !== null && 'name' in named && typeof named.name === 'string') {
      return named.name;
    }
  }
  return null;
}
