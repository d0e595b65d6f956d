import type { CallForwarding, ForwardingPart, PartRel } from '../../../../main/core/ucwa/decode/call-forwarding.ts';
import { noForwardingPart } from '../../../../main/core/ucwa/decode/call-forwarding.ts';

/** A way that leads there, with every operation that there is, or none. */
export function part(
  target: ForwardingPart['target'],
  { links = 'all', ...more }: Partial<Omit<ForwardingPart, 'links'>> & { readonly links?: 'all' | 'none' } = {},
): ForwardingPart {
  const rels = Object.keys(noForwardingPart.links) as PartRel[];
  const all = Object.fromEntries(rels.map((rel) => [rel, rel === 'contact' ? null : `/${rel}`]));
  return {
    ...noForwardingPart,
    target,
    ...more,
    links: links === 'none' ? noForwardingPart.links : (all as ForwardingPart['links']),
  };
}

/** Calls ring here, but for what is said otherwise. */
export function forwarding(changes: Partial<CallForwarding>): CallForwarding {
  return {
    self: '/settings',
    turnOffCallForwarding: '/turnOff',
    period: 'always',
    setting: 'none',
    handlesUnanswered: true,
    immediate: part('none'),
    simultaneous: part('none', { ringDelay: 0 }),
    unanswered: part('voicemail', { ringDelay: 20 }),
    ...changes,
  };
}
