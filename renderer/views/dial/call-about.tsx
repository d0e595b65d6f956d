import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { longestSubject } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';

export interface CallAboutProps {
  readonly about: string;
  /** Null: nothing is to be said, and the field goes. */
  readonly onAbout: (about: string | null) => void;
}

/** What a call is about: whoever is called sees it while it rings there. Enter calls, as in the box. */
export function CallAbout({ about, onAbout }: CallAboutProps): JSX.Element {
  const { say } = useWords();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <div class="field-box dial-field">
      <input
        ref={field}
        id="dial-about"
        class="field-input"
        dir="auto"
        type="text"
        aria-label={say('dial.about')}
        placeholder={say('dial.about')}
        value={about}
        maxLength={longestSubject}
        autocomplete="off"
        onInput={(event) => onAbout(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          onAbout(null);
          document.getElementById('dial')?.focus();
        }}
      />
    </div>
  );
}
