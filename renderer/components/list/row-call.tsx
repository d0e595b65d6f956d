import type { JSX } from 'preact';
import { useWords } from '../../wording/words-context.ts';
import { Icon } from '../icons/icon.tsx';

export interface RowCallProps {
  readonly name: string;
  /** Null where that is not possible. */
  readonly onCall: (() => void) | null;
}

/** Calls who stands in the row. For the pointer alone: by keyboard Ctrl+Enter calls, and readers hear of that as of the row's key. */
export function RowCall({ name, onCall }: RowCallProps): JSX.Element {
  const { say } = useWords();
  if (onCall === null) return <span class="row-call" />;
  return (
    <button
      type="button"
      class="row-call"
      tabIndex={-1}
      aria-hidden="true"
      title={say('calls.call-named', { name })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation();
        onCall();
      }}
    >
      <Icon name="answer" />
    </button>
  );
}
