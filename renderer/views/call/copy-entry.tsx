import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { copyText } from '../../copy-text.ts';
import { useWords } from '../../wording/words-context.ts';
import { MoreEntry } from './more-entry.tsx';

export interface CopyEntryProps {
  readonly label: string;
  /** What is copied. */
  readonly text: string;
}

/** Something of a call or a meeting that others need. */
export function CopyEntry({ label, text }: CopyEntryProps): JSX.Element {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <MoreEntry icon={copied ? 'check' : 'copy'} label={label} onPress={() => setCopied(copyText(text))}>
      <span class="more-end" role="status">
        {copied && say('call.copied')}
      </span>
    </MoreEntry>
  );
}
