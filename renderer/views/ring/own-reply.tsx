import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type CallView, longestOwnMessage } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { useKeptReply } from './use-kept-reply.ts';

export interface OwnReplyProps {
  readonly call: CallView;
  readonly act: Act;
  readonly onClose: () => void;
}

/**
 * What the user writes to a caller in place of answering: Enter declines and sends, Shift Enter breaks the line, Esc gives up. Where the call goes
 * meanwhile, what was written is begun in the thread with the caller.
 */
export function OwnReply({ call, act, onClose }: OwnReplyProps): JSX.Element {
  const { say } = useWords();
  const { id: callId, party, actions } = call;
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const keepLater = useKeptReply(callId, text, act);
  const off = !actions.includes('reply') || text.trim() === '';
  const send = (): void => {
    if (off) return;
    setRefused(false);
    keepLater(false);
    void act({ type: 'reply-with-message', callId, text }).then(({ ok }) => {
      if (ok) return;
      setRefused(true);
      keepLater(true);
    });
  };
  const giveUp = (): void => {
    keepLater(false);
    onClose();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') giveUp();
    else if (event.key === 'Enter' && !event.shiftKey && !event.repeat) send();
    else if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
  };
  const label = say('ring.own-reply', { name: party.label });
  return (
    <div class="own-reply">
      <textarea
        ref={box}
        class="text-area own-reply-box"
        dir="auto"
        rows={2}
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={longestOwnMessage}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={key}
        {...(refused ? { 'aria-describedby': 'own-reply-refused' } : {})}
      />
      {refused && (
        <p class="own-reply-refused" id="own-reply-refused" role="alert">
          {say('ring.own-reply.refused')}
        </p>
      )}
      <div class="own-reply-actions">
        <Button label={say('ring.own-reply.send')} kind="decline" size="medium" icon="send" off={off} onPress={send} />
        <Button label={say('ring.own-reply.cancel')} kind="quiet" size="medium" onPress={giveUp} />
      </div>
    </div>
  );
}
