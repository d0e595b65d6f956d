import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { longestSearch } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { KeyCaps } from '../../components/key-caps.tsx';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { useWords } from '../../wording/words-context.ts';
import { useSettledCount } from '../dial/use-combobox.ts';
import { PaletteFoot } from './palette-foot.tsx';
import { PaletteList, paletteListId, paletteOptionId } from './palette-list.tsx';
import { hasNumbers, type PaletteDeps, usePalette } from './use-palette.ts';

/** One box for people, numbers, calls, commands and settings, by keyboard alone (ARIA practices: editable combobox with list autocompletion). */
export function Palette(props: PaletteDeps): JSX.Element {
  const { view, ways, onClose } = props;
  const { say } = useWords();
  const palette = usePalette(props);
  const { text, typed, items, active, person } = palette;
  const { dial } = ways;
  const dialog = useRef<HTMLDialogElement>(null);
  const counted = useSettledCount(items.length, text);
  const takenBefore = useRef(dial.taken);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    element?.querySelector('input')?.focus();
    dial.forget();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    if (dial.taken !== takenBefore.current || dial.asking !== null) onClose();
  }, [dial.taken, dial.asking]);
  const problem = dial.problem?.from === 'palette' ? dial.problem : null;
  const chosen = items[active] ?? null;
  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label={say('palette.title')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        // Beside it, on what is behind.
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="palette-head">
        <Icon name="search" />
        <input
          class="palette-input"
          dir="auto"
          type="text"
          role="combobox"
          aria-label={say('palette.title')}
          placeholder={say('palette.placeholder')}
          aria-autocomplete="list"
          aria-controls={paletteListId}
          aria-expanded={items.length > 0}
          {...(chosen === null ? {} : { 'aria-activedescendant': paletteOptionId(active) })}
          {...(problem === null ? {} : { 'aria-invalid': true, 'aria-describedby': 'palette-problem' })}
          value={text}
          maxLength={longestSearch}
          spellcheck={false}
          autocapitalize="none"
          autocomplete="off"
          onInput={(event) => palette.type(event.currentTarget.value)}
          onKeyDown={palette.key}
        />
        <KeyCaps keys={say('palette.key.escape')} />
      </div>
      {problem !== null && (
        <p class="field-error palette-problem" id="palette-problem" role="alert">
          {say(dialProblemId(problem.refusal))}
        </p>
      )}
      <p class="unseen-text" aria-live="polite">
        {counted > 0 && say('palette.results', { count: counted })}
      </p>
      {items.length > 0 && <PaletteList items={items} typed={typed} active={active} onChoose={palette.choose} />}
      {items.length === 0 && typed !== '' && (
        <div class="palette-nothing" role="status">
          <Icon name="search" />
          <p class="palette-nothing-title">{say('palette.nothing', { text: typed })}</p>
          <p>{say('palette.nothing-help')}</p>
        </div>
      )}
      <PaletteFoot item={chosen} hasNumbers={hasNumbers(chosen?.person, view)} leadsBack={person !== null} />
    </dialog>
  );
}
