import type { JSX } from 'preact';
import type { DialLink } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';

/** What a link of another program put into the box, said below it: the user looks at it before they call. */
export function LinkText({ link }: { readonly link: DialLink }): JSX.Element {
  const { say } = useWords();
  return (
    <p class="field-hint" id="dial-link" role="status">
      {say(link.text === null ? 'dial.link-empty' : link.isCode ? 'dial.link-code' : 'dial.link')}
    </p>
  );
}

/** The same where nothing can be called now, and there is no box. */
export function LinkWithoutCalls({ link }: { readonly link: DialLink }): JSX.Element {
  const { say } = useWords();
  return (
    <p class="field-hint" role="status">
      {link.text === null ? say('dial.link-empty') : say('dial.link-kept', { number: link.text })}
    </p>
  );
}
