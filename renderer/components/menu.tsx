import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons/icon.tsx';
import type { IconName } from './icons/icon-paths.ts';

export interface MenuEntry {
  readonly label: string;
  /** The name of one, or another small picture. */
  readonly icon: IconName | JSX.Element;
  /** One of several that exclude each other: whether it is the one. */
  readonly checked?: boolean;
  readonly onChoose: () => void;
}

/** Ways out of what stands above the entries. */
export interface MenuWays {
  close(): void;
  toEntries(): void;
}

export interface MenuProps {
  /** What the button that opens it is called. */
  readonly name: string;
  /** What the button shows. */
  readonly children: ComponentChildren;
  readonly entries: readonly MenuEntry[];
  /** What stands above the entries, such as a text to type; Tab leads there. */
  readonly head?: (ways: MenuWays) => ComponentChildren;
  /** `decline`: the narrow end of a split button, with the menu above that end. `row`: the end of a row of a list, with the menu below it. `bar`: a button among others, with the menu below it. */
  readonly kind?: 'usual' | 'decline' | 'row' | 'bar';
  /** Not possible for the moment: it keeps its place. */
  readonly off?: boolean;
}

/** A button that opens a short menu above itself: arrows move, Esc and leaving close it. */
export function Menu({ name, children, entries, head, kind = 'usual', off = false }: MenuProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  const toEntries = (): void => (items().find((item) => item.ariaChecked === 'true') ?? items()[0])?.focus();
  const close = (): void => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>('.menu-button')?.focus();
  };
  const list = useRef<HTMLDivElement>(null);
  // It stands above its button, in a window that may be hardly higher.
  useLayoutEffect(() => {
    const above = root.current?.querySelector('.menu-button')?.getBoundingClientRect().top ?? 0;
    if (list.current !== null && kind === 'decline') list.current.style.maxBlockSize = `${Math.floor(above) - 8}px`;
  }, [open, kind]);
  useLayoutEffect(() => {
    if (open) toEntries();
  }, [open]);
  const move = (event: KeyboardEvent): void => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape') close();
    else if (step !== 0) all[(at + step + all.length) % all.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={root}
      class={`menu menu-${kind}`}
      onFocusOut={(event) => {
        if (!(event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget))) setOpen(false);
      }}
    >
      {/* Above the button, whose place it starts from. */}
      {open && (
        <div ref={list} class="menu-list">
          {head?.({ close, toEntries })}
          <div role="menu" tabIndex={-1} aria-label={name} onKeyDown={move}>
            {entries.map((entry) => (
              <MenuItem key={entry.label} {...entry} onClose={close} />
            ))}
          </div>
        </div>
      )}
      <button
        type="button"
        class="menu-button"
        aria-label={name}
        title={name}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open && !off)}
        {...(off ? { 'aria-disabled': true } : {})}
      >
        {children}
      </button>
    </div>
  );
}

function MenuItem({
  label,
  icon,
  checked,
  onChoose,
  onClose,
}: MenuEntry & { readonly onClose: () => void }): JSX.Element {
  return (
    <button
      type="button"
      class="menu-entry"
      tabIndex={-1}
      {...(checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': checked })}
      onClick={() => {
        onClose();
        onChoose();
      }}
    >
      {typeof icon === 'string' ? <Icon name={icon} /> : icon}
      <span class="menu-label">{label}</span>
      {checked === true && <Icon name="check" size="small" />}
    </button>
  );
}
