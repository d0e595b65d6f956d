import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../components/form/field.tsx';
import type { MenuWays } from '../../components/menu.tsx';

export interface OwnTextProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly longest: number;
  readonly hint?: string;
  readonly onSet: (text: string) => void;
  readonly ways: MenuWays;
}

/** Something that the user says of themselves: Enter and leaving it set it, Esc takes back what was typed. */
export function OwnText({ id, label, value, longest, hint, onSet, ways }: OwnTextProps): JSX.Element {
  const [draft, setDraft] = useState(value);
  /** What was set last is not set again while the answer is on its way. */
  const last = useRef(value);
  useEffect(() => {
    last.current = value;
    setDraft(value);
  }, [value]);
  const set = (): void => {
    if (draft.trim() === last.current) return;
    last.current = draft.trim();
    onSet(last.current);
  };
  return (
    <div class="own-text" onFocusOut={set}>
      <Field
        id={id}
        label={label}
        value={draft}
        {...(hint === undefined ? {} : { hint })}
        onInput={(text) => setDraft(text.slice(0, longest))}
        onKey={(event) => {
          if (event.type !== 'keydown') return;
          if (event.key === 'Enter') set();
          else if (event.key === 'ArrowDown') ways.toEntries();
          else if (event.key !== 'Escape') return;
          else if (draft === value) ways.close();
          else setDraft(value);
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </div>
  );
}
