import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PresenceDot as Dot } from '../../preload/contract/index.ts';
import { Icon } from './icons/icon.tsx';
import { PresenceDot } from './presence-dot.tsx';
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
  /** The address of a picture within the app. */
  readonly photo?: string | null;
  readonly presence?: Dot;
  /** It is no person: without initials several are drawn. */
  readonly group?: boolean;
}

/** A picture, or initials on a tint; hidden from readers, who hear the name beside it. */
export function Avatar(props: AvatarProps): JSX.Element {
  const { initials, name, size, ringing = false, photo = null, presence = 'unknown', group = false } = props;
  const [broken, setBroken] = useState<string | null>(null);
  const tint = initials === '' ? 'none' : String(tintOf(name));
  return (
    <span class={`avatar avatar-${size} tint-${tint}${ringing ? ' avatar-ringing' : ''}`} aria-hidden="true">
      {initials === '' ? <Icon name={group ? 'people' : 'person'} /> : initials}
      {/* It comes over the initials once it is there, and one that cannot be drawn goes again. */}
      {photo !== null && photo !== broken && (
        <img class="avatar-photo" src={photo} alt="" draggable={false} onError={() => setBroken(photo)} />
      )}
      <PresenceDot dot={presence} />
    </span>
  );
}
