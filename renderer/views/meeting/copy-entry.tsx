import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../components/icons/icon.tsx';
import { copyText } from '../../copy-text.ts';
import { useWords } from '../../wording/words-context.ts';

export interface CopyEntryProps {
  readonly label: string;
  /** What is copied. */
  readonly text: string;
}

/** Something of a meeting that others need. */
export function CopyEntry({ label, text }: CopyEntryProps): JSX.Element {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <button type="button" class="more-entry" onClick={() => setCopied(copyText(text))}>
      <Icon name={copied ? 'check' : 'copy'} />
      <span class="more-label">{label}</span>
      <span class="more-end" role="status">
        {copied && say('call.copied')}
      </span>
    </button>
  );
}
