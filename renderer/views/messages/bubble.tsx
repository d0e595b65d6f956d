import type { JSX } from 'preact';
import type { MessageView, PieceView } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { isoTime } from '../../wording/days.ts';
import { useWords } from '../../wording/words-context.ts';

export interface BubbleProps {
  readonly message: MessageView;
  /** It is the last of a run: when it was said stands below it. */
  readonly endsRun: boolean;
  /** Whoever reads by ear hears who said it. */
  readonly who: string;
  readonly onLink: (url: string) => void;
  readonly onTryAgain: () => void;
}

/** One message. It is text and nothing else: no markup of anybody's is drawn. */
export function Bubble({ message, endsRun, who, onLink, onTryAgain }: BubbleProps): JSX.Element {
  const { say, timeOfDay } = useWords();
  const { own, by, at, pieces, delivery, note, declinedCall } = message;
  const isFailed = delivery === 'failed';
  return (
    <div class={`said${own ? ' said-own' : ''}`}>
      <p class="unseen-text">{say('messages.said', { who })}</p>
      {by !== null && (
        <p class="said-by">
          <bdi>{by}</bdi>
        </p>
      )}
      <p class={`bubble${own ? ' bubble-own' : ''}${isFailed ? ' bubble-failed' : ''} selectable`} dir="auto">
        {pieces.map((piece, place) => (
          <Piece key={place} piece={piece} onLink={onLink} />
        ))}
      </p>
      {isFailed && (
        <p class="said-failed">
          <Icon name="error" size="small" />
          <span>
            <strong>{say('messages.not-delivered')}</strong> {note}
          </span>
          <Button label={say('messages.try-again')} kind="link" size="small" onPress={onTryAgain} />
        </p>
      )}
      {!isFailed && note !== '' && <p class="said-note">{note}</p>}
      {(endsRun || declinedCall) && !isFailed && (
        <p class="said-at numbers">
          <time dateTime={isoTime(at)}>{timeOfDay(at)}</time>
          {declinedCall && ` · ${say('messages.declined-call')}`}
          {(delivery === 'waiting' || delivery === 'sending') && ` · ${say('messages.sending')}`}
        </p>
      )}
    </div>
  );
}

/** An address is a button: the page leads nowhere, and the app opens it in the browser. */
function Piece({ piece, onLink }: { readonly piece: PieceView; readonly onLink: (url: string) => void }): JSX.Element {
  if (typeof piece === 'string') return <>{piece}</>;
  const { text, url } = piece;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an anchor would be the page's own way out
    <button type="button" role="link" class="said-link" onClick={() => onLink(url)}>
      <bdi>{text}</bdi>
    </button>
  );
}
