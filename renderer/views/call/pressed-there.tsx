import type { JSX } from 'preact';
import type { KeyTone } from '../../../preload/contract/index.ts';
import { Note } from '../../components/notes/note.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

/** What the other side pressed. It is heard as well, so nothing of it is announced. */
export function PressedThere({ tones }: { readonly tones: readonly KeyTone[] }): JSX.Element | null {
  const { sentence } = useWords();
  if (tones.length === 0) return null;
  return (
    <Note kind="plain" icon="keypad">
      <Sentence
        pieces={sentence('call.pressed-there', { tones: { name: tones.join(' ') } })}
        named={(name) => <b dir="ltr">{name}</b>}
      />
    </Note>
  );
}
