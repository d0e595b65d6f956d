import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { copyText } from '../../copy-text.ts';
import { useWords } from '../../wording/words-context.ts';

/** Takes a problem's code and time to the clipboard, for an administrator, and says so. */
export function CopyDetails({ details }: { readonly details: string }): JSX.Element {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <Button
      label={say(copied ? 'sign-in.details-copied' : 'sign-in.copy-details')}
      kind="link"
      onPress={() => setCopied(copyText(details))}
    />
  );
}
