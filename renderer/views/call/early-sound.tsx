import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface EarlySoundProps {
  /** The other side is heard before it answers. */
  readonly early: boolean;
  /** It has answered. */
  readonly up: boolean;
}

/** That the other side is heard, and does not hear yet. Once it does, the line says so in the same place: nothing moves with the answer. */
export function EarlySound({ early, up }: EarlySoundProps): JSX.Element | null {
  const { say } = useWords();
  const heard = useRef(false);
  heard.current ||= early && !up;
  if (!heard.current) return null;
  return (
    <Note kind={up ? 'plain' : 'info'} icon="speaker">
      {up ? (
        say('call.out.heard-now')
      ) : (
        <>
          {say('call.out.early')} <strong>{say('call.out.not-heard')}</strong>
        </>
      )}
    </Note>
  );
}
