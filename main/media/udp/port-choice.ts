import { randomInt } from 'node:crypto';
import type { PortRange } from '../../core/media-means.ts';

/** Past so many that are taken, others are hardly free. */
const mostTries = 50;

/**
 * Ports to be tried one after the other for a socket: those of a range, from a place in it that nobody can guess, or whatever the operating
 * system gives (0). `step` is 2 for those that begin a pair of neighbours; then each is even, and the one above it is in the range.
 */
export function portChoices(range: PortRange | null, step: 1 | 2 = 1): number[] {
  if (range === null) return Array.from({ length: mostTries }, () => 0);
  const first = Math.ceil(range.first / step) * step;
  const count = Math.floor((range.last - first + 1) / step);
  if (count < 1) return [];
  const begin = randomInt(count);
  return Array.from({ length: Math.min(count, mostTries) }, (_, at) => first + ((begin + at) % count) * step);
}

/** Whether another port would do no better: the address itself is not to be had. */
export function isHopeless(choice: number, problem: string): boolean {
  return choice === 0 || problem.includes('EADDRNOTAVAIL');
}

/** Why no socket could be had. */
export function noPort(range: PortRange | null, problem: string): string {
  return range === null ? problem : `no port from ${range.first} to ${range.last} is free`;
}
