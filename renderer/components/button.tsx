import type { JSX, Ref } from 'preact';
import { Icon, Spinner } from './icons/icon.tsx';
import type { IconName } from './icons/icon-paths.ts';

export type ButtonKind = 'primary' | 'answer' | 'hang-up' | 'decline' | 'standard' | 'quiet' | 'link';

export interface ButtonProps {
  readonly label: string;
  readonly kind: ButtonKind;
  /** 28, 32, 34, 40 and 44 px high. */
  readonly size?: 'small' | 'normal' | 'medium' | 'wide' | 'big';
  readonly icon?: IconName;
  /** The accessible name where it says more than the label, or where only the icon is shown. */
  readonly name?: string;
  readonly iconOnly?: boolean;
  /** Under way: a spinner in place of the icon, and presses do nothing. */
  readonly busy?: boolean;
  /** Not possible for the moment: it stays and can be focused, and presses do nothing. */
  readonly off?: boolean;
  /** Id of the sentence that says more, such as why it is off. */
  readonly describedBy?: string;
  readonly submits?: boolean;
  readonly autofocus?: boolean;
  readonly elementRef?: Ref<HTMLButtonElement>;
  readonly onPress?: () => void;
}

/** A button with a label; its states are told to readers as well. */
export function Button(props: ButtonProps): JSX.Element {
  const { label, kind, size = 'normal', icon, name, iconOnly = false, busy = false, off = false } = props;
  const still = busy || off;
  const press = (event: Event): void => {
    if (still) event.preventDefault();
    else props.onPress?.();
  };
  return (
    <button
      type={props.submits ? 'submit' : 'button'}
      class={`button button-${kind} button-${size}${iconOnly ? ' button-icon' : ''}`}
      onClick={press}
      {...(props.elementRef ? { ref: props.elementRef } : {})}
      {...(name || iconOnly ? { 'aria-label': name ?? label } : {})}
      {...(iconOnly ? { title: name ?? label } : {})}
      {...(busy ? { 'aria-busy': true } : {})}
      {...(still ? { 'aria-disabled': true } : {})}
      {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
      {...(props.autofocus ? { autofocus: true } : {})}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} />}
      {!iconOnly && <span class="button-label">{label}</span>}
    </button>
  );
}
