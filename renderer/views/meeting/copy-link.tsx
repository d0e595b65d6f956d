import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../components/icons/icon.tsx';
import { copyText } from '../../copy-text.ts';
import { useWords } from '../../wording/words-context.ts';

/** The address by which others join. */
export function CopyLink({ link }: { readonly link: string }): JSX.Element {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <button type="button" class="more-entry" onClick={() => setCopied(copyText(link))}>
      <Icon name={copied ? 'check' : 'copy'} />
      <span class="more-label">{say('meeting.copy-link')}</span>
      <span class="more-end" role="status">
        {copied && say('call.copied')}
      </span>
    </button>
  );
}
