import type { PolicyView } from '../../../preload/contract/index.ts';
import { openPolicy, type Policy } from '../../core/policy/policy.ts';
import type { PolicyPart } from './read-document.ts';
import { groups } from './values.ts';

/** What the administrator's sources come to, and what is told of them. */
export interface PolicyReading {
  readonly policy: Policy;
  readonly told: PolicyView;
}

/**
 * Of several sources, the most important first. A key is taken from the first that has a fitting value for it; the entries of `features`, `settings` and
 * `shortcuts` each by itself. A list is taken whole.
 */
export function mergePolicy(parts: readonly PolicyPart[]): PolicyReading {
  const said = [...parts].reverse().map((part) => part.said);
  const policy: Policy = {
    ...Object.assign({}, openPolicy, ...said),
    features: Object.assign({}, ...said.map(({ features }) => features)),
    settings: Object.assign({}, ...said.map(({ settings }) => settings)),
    shortcuts: Object.assign({}, ...said.map(({ shortcuts }) => shortcuts)),
  };
  const own = said.flatMap((keys) => Object.keys(keys).filter((key) => !isGroup(key)));
  const decided = [...own, ...groups.flatMap((group) => named(group, policy[group]))];
  return {
    policy,
    told: {
      sources: parts.map(({ source }) => source),
      decided: [...new Set(decided)].sort(),
      refused: parts.flatMap(({ refused }) => refused),
    },
  };
}

function isGroup(key: string): boolean {
  return (groups as readonly string[]).includes(key);
}

function named(group: string, entries: object): readonly string[] {
  return Object.keys(entries).map((name) => `${group}.${name}`);
}
