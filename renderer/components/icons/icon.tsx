import type { JSX } from 'preact';
import { type IconName, type IconShape, iconShapes } from './icon-paths.ts';

export interface IconProps {
  readonly name: IconName;
  /** 16 and 20 px at a text size of 100 %; both grow with the text. */
  readonly size?: 'small' | 'normal';
}

/** A picture beside words that say the same; hidden from readers. */
export function Icon({ name, size = 'normal' }: IconProps): JSX.Element {
  const shape: IconShape = iconShapes[name];
  const classes = ['icon', `icon-${size}`, shape.mirror ? 'icon-mirror' : ''].join(' ').trim();
  return (
    <svg class={classes} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <g {...(shape.transform ? { transform: shape.transform } : {})}>
        {shape.fill && <path d={shape.fill} fill="currentColor" />}
        {shape.stroke && (
          <path
            d={shape.stroke}
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        )}
      </g>
    </svg>
  );
}

/** Turns while something is under way; stands still when motion is reduced. */
export function Spinner(): JSX.Element {
  return (
    <svg class="icon icon-normal spinner" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="2" class="spinner-track" />
      <path d="M10 3a7 7 0 0 1 7 7" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
    </svg>
  );
}
