/** Compares what the core believes with what the server knows, at a moment when both have settled. */
import type { Phone } from '../../main/core/phone.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';

/** Every difference in words; empty where there is none. */
export function differences(server: UcwaServer, phone: Phone): readonly string[] {
  const { session, calls } = phone.view();
  const atServer = (state: 'ringing' | 'talking'): string[] =>
    server.calls.all
      .filter((call) => call.state === state)
      .map(({ from, id }) => from.name ?? id)
      .sort();
  const here = (...states: string[]): string[] =>
    calls
      .filter(({ state }) => states.includes(state))
      .map(({ party }) => party.label)
      .sort();
  const pairs: [string, unknown, unknown][] = [
    ['ringing', here('ringing', 'answering').filter(isNot(atServer('talking'))), atServer('ringing')],
    ['talking', here('connected'), atServer('talking')],
    ['applications', session.status === 'Signed out' ? 0 : 1, server.applications.length],
    ['reachable', session.status === 'Ready', server.applications.some(({ reachable }) => reachable)],
    ['a tone', phone.mediaView().ring !== null, here('ringing').length > 0],
  ];
  return pairs
    .map(([what, mine, theirs]) => [what, JSON.stringify(mine), JSON.stringify(theirs)] as const)
    .filter(([, mine, theirs]) => mine !== theirs)
    .map(([what, mine, theirs]) => `${what}: ${mine} here, ${theirs} at the server`);
}

function isNot(names: readonly string[]): (name: string) => boolean {
  return (name) => !names.includes(name);
}
