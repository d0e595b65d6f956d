import type { JSX } from 'preact';

/** One of several lists that a page can show. */
export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** How much is in it, where that is worth a number. */
  readonly count?: string;
  /** It stands at the other end: it is of another kind. */
  readonly apart?: true;
}

export interface TabsProps<Id extends string> {
  /** What is chosen by them. */
  readonly name: string;
  readonly tabs: readonly Tab<Id>[];
  readonly chosen: Id;
  /** The id of the panel that they change. */
  readonly panel: string;
  readonly onTab: (tab: Id) => void;
}

/** Chooses what is listed; one stop for Tab, arrows inside. The panel is named by `tab-<id>`. */
export function Tabs<Id extends string>({ name, tabs, chosen, panel, onTab }: TabsProps<Id>): JSX.Element {
  const move = (event: KeyboardEvent): void => {
    const next = tabForKey(event.key, tabs, chosen);
    if (next === null) return;
    onTab(next);
    document.getElementById(`tab-${next}`)?.focus();
    event.preventDefault();
  };
  return (
    <div class="tabs" role="tablist" aria-label={name}>
      {tabs.map(({ id, label, count, apart }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          class={apart === true ? 'tab tab-apart' : 'tab'}
          role="tab"
          aria-selected={id === chosen}
          aria-controls={panel}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onTab(id)}
          onKeyDown={move}
        >
          {label}
          {count !== undefined && <span class="tab-count numbers">{count}</span>}
        </button>
      ))}
    </div>
  );
}

/** Left and right are those of the screen, in both directions of reading. */
function tabForKey<Id extends string>(key: string, tabs: readonly Tab<Id>[], chosen: Id): Id | null {
  const at = tabs.findIndex(({ id }) => id === chosen);
  const forwards = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const all = tabs.length;
  if (key === 'Home') return tabs[0]?.id ?? null;
  if (key === 'End') return tabs.at(-1)?.id ?? null;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  return tabs[(at + (key === forwards ? 1 : all - 1)) % all]?.id ?? null;
}
