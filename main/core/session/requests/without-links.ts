import { isRecord } from '../../schema/record.ts';
import type { ReadAnswer } from './transport.ts';

/** As deep as resources are decoded. */
const maximumDepth = 64;

/** Reads answers as if the server did not offer these links, in whatever resource they stand. */
export function withoutLinks(read: ReadAnswer, rels: ReadonlySet<string>): ReadAnswer {
  if (rels.size === 0) return read;
  return (answer) => {
    const result = read(answer);
    return result.ok ? { ...result, value: { ...result.value, body: strip(result.value.body, rels, 0) } } : result;
  };
}

function strip(value: unknown, rels: ReadonlySet<string>, depth: number): unknown {
  if (depth > maximumDepth) return undefined;
  if (Array.isArray(value)) return value.map((one) => strip(one, rels, depth + 1));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).map(([name, held]) => {
    const isLinks = name === '_links' && isRecord(held);
    return [name, isLinks ? linksWithout(held, rels) : strip(held, rels, depth + 1)];
  });
  return Object.fromEntries(kept);
}

function linksWithout(links: Readonly<Record<string, unknown>>, rels: ReadonlySet<string>): unknown {
  return Object.fromEntries(Object.entries(links).filter(([rel]) => !rels.has(rel)));
}
