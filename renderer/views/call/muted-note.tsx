import type { JSX } from 'preact';
import type { ShortcutView } from '../../../preload/contract/index.ts';
import { Note } from '../../components/notes/note.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

/** Nobody hears the user, and by which keys that is undone. */
export function MutedNote({ shortcuts }: { readonly shortcuts: readonly ShortcutView[] }): JSX.Element {
  const { say, sentence } = useWords();
  const keys = shortcuts.find(({ action, registered }) => action === 'mute' && registered)?.keys;
  return (
    <Note kind="plain" icon="microphone-off">
      {say('call.muted')}
      {keys !== undefined && (
        <>
          {' '}
          <Sentence
            pieces={sentence('call.keys-unmute', { keys: { name: keys } })}
            named={(name) => <b dir="ltr">{name}</b>}
          />
        </>
      )}
    </Note>
  );
}
