import type { SourceFile } from './source-file.ts';

/** Things that lead to each other in a circle, sorted by name. */
export type Circle = readonly string[];

/** Files that import each other, if only by way of others and for types. */
export function fileCircles(files: readonly SourceFile[]): Circle[] {
  return circlesOf(new Map(files.map(({ path, imports }) => [path, new Set(imports)])));
}

/**
 * What stands side by side in one folder, files and folders, and lead to each other: a folder leads to where any of its files does.
 * So a folder may use what stands beside it, or be used by it, but not both.
 */
export function folderCircles(files: readonly SourceFile[]): Circle[] {
  const levels = new Map<string, Map<string, Set<string>>>();
  for (const { path, imports } of files) {
    for (const imported of imports) {
      const [folder, from, to] = whereTheyPart(path, imported);
      if (from === to) continue;
      const level = levels.get(folder) ?? new Map<string, Set<string>>();
      levels.set(folder, level);
      level.set(from, (level.get(from) ?? new Set()).add(to));
    }
  }
  return [...levels.values()].flatMap(circlesOf).filter((circle) => circle.some((place) => !place.includes('.')));
}

/** The folder that two files have in common, and the two things in it that they are, or are below. */
function whereTheyPart(a: string, b: string): [folder: string, from: string, to: string] {
  const [left, right] = [a.split('/'), b.split('/')];
  let depth = 0;
  while (left[depth] === right[depth] && depth < left.length - 1) depth += 1;
  return [left.slice(0, depth).join('/'), left.slice(0, depth + 1).join('/'), right.slice(0, depth + 1).join('/')];
}

/** The strongly connected parts of more than one node, by Tarjan's algorithm. */
function circlesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): Circle[] {
  const circles: Circle[] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];

  function visit(node: string): number {
    order.set(node, order.size);
    let low = order.size - 1;
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (path.includes(next)) low = Math.min(low, lowest.get(next) ?? order.get(next) ?? low);
      lowest.set(node, low);
    }
    if (low === order.get(node)) {
      const circle = path.splice(path.indexOf(node));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low;
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}
