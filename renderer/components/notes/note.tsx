import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/icon-paths.ts';

export type NoteKind = 'info' | 'plain' | 'ok' | 'warning' | 'error';

export interface NoteProps {
  readonly kind: NoteKind;
  readonly title?: string;
  readonly icon?: IconName;
  /** What to do about it. */
  readonly children?: ComponentChildren;
  /** A button at the end. */
  readonly action?: ComponentChildren;
}

const icons: Readonly<Record<NoteKind, IconName>> = {
  info: 'info',
  plain: 'info',
  ok: 'check-circle',
  warning: 'warning',
  error: 'error',
};

/** A tinted box with a sentence and what to do; errors are announced at once. */
export function Note({ kind, title, icon, children, action }: NoteProps): JSX.Element {
  return (
    <div class={`note note-${kind}`} role={kind === 'error' ? 'alert' : 'note'}>
      <Icon name={icon ?? icons[kind]} />
      <div class="note-words">
        {title !== undefined && <strong>{title}</strong>}
        {title !== undefined && children !== undefined && ' '}
        {children}
      </div>
      {action}
    </div>
  );
}
