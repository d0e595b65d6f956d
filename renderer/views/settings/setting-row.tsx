import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../../components/icons/icon.tsx';

export interface SettingRowProps {
  /** Of the control; the label points at it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Why it cannot be changed. */
  readonly lock?: string;
  readonly children: ComponentChildren;
}

/** A setting: what it is called at the start, its control at the end. */
export function SettingRow({ id, label, hint, lock, children }: SettingRowProps): JSX.Element {
  return (
    <div class="setting">
      <div class="setting-words">
        <label class="setting-label" for={id}>
          {label}
        </label>
        {hint && (
          <p class="setting-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        {lock && (
          <p class="setting-hint setting-lock" id={`${id}-lock`}>
            <Icon name="lock" size="small" />
            {lock}
          </p>
        )}
      </div>
      <div class="setting-control">{children}</div>
    </div>
  );
}

export interface SettingGroupProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Settings that belong together, in one card. */
export function SettingGroup({ id, title, children }: SettingGroupProps): JSX.Element {
  return (
    <section class="setting-group" aria-labelledby={id}>
      <h3 class="day-name" id={id}>
        {title}
      </h3>
      <div class="setting-card">{children}</div>
    </section>
  );
}
