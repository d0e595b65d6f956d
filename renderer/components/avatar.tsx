import type { JSX } from 'preact';
import { Icon } from './icons/icon.tsx';
import { tintOf } from './tint.ts';

export interface AvatarProps {
  /** Up to two letters; empty draws a person on grey. */
  readonly initials: string;
  /** What decides the tint: the name. */
  readonly name: string;
  /** Pixels, at the usual text size. */
  readonly size: 32 | 36 | 48 | 56;
  /** The halo of a ringing call. */
  readonly ringing?: boolean;
}

/** Initials on a tint; hidden from readers, who hear the name beside it. */
export function Avatar({ initials, name, size, ringing = false }: AvatarProps): JSX.Element {
  const tint = initials === '' ? 'none' : String(tintOf(name));
  return (
    <span class={`avatar avatar-${size} tint-${tint}${ringing ? ' avatar-ringing' : ''}`} aria-hidden="true">
      {initials === '' ? <Icon name="person" /> : initials}
    </span>
  );
}
