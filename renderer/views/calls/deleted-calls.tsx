import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';
import type { Deletion } from './use-deletion.ts';

/** What was deleted a moment ago, and the way to have it back. It stays until it is closed: nobody has to be quick. */
export function DeletedCalls({ deletion }: { readonly deletion: Deletion }): JSX.Element {
  const { say } = useWords();
  const { deleted, restore, close } = deletion;
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // What had the focus went with the row.
    if (deleted !== null && (deleted.fromDetails || document.activeElement === document.body)) undo.current?.focus();
  }, [deleted]);
  return (
    <div class="deleted-calls" aria-live="polite">
      {deleted !== null && (
        <div class="note note-plain">
          <Icon name="check" />
          <p class="note-words">{say('calls.deleted', { count: deleted.count })}</p>
          <Button label={say('calls.undo')} kind="standard" size="small" elementRef={undo} onPress={restore} />
          <Button label={say('calls.close')} kind="quiet" size="small" icon="close" iconOnly onPress={close} />
        </div>
      )}
    </div>
  );
}
