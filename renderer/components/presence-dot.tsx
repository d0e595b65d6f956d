import type { JSX } from 'preact';
import type { PresenceDot as Dot } from '../../preload/contract/index.ts';

/** What is drawn into the disc, on a grid of 14 by 14. */
const signs: Readonly<Record<Exclude<Dot, 'unknown'>, string>> = {
  available: 'M3.9 7.2l2.1 2.2 4.1-4.6',
  busy: '',
  'do-not-disturb': 'M3.8 7h6.4',
  away: 'M7 3.8V7l2.3 1.6',
  offline: '',
};

/** Whether somebody is there, at the corner of their picture; hidden from readers, who hear it in words. */
export function PresenceDot({ dot }: { readonly dot: Dot }): JSX.Element | null {
  if (dot === 'unknown') return null;
  return (
    <svg class={`presence presence-${dot}`} viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      <circle cx="7" cy="7" r={dot === 'offline' ? 5.5 : 7} />
      <path d={signs[dot]} />
    </svg>
  );
}
