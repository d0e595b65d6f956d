import type { JSX } from 'preact';
import type { PersonView } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface PersonNumbersProps {
  readonly person: PersonView;
  /** Calls what it is given; null where that is not possible. */
  readonly onCall: ((to: string) => void) | null;
}

/** Each way to reach somebody, with Call. */
export function PersonNumbers({ person: { numbers, address }, onCall }: PersonNumbersProps): JSX.Element | null {
  const { say } = useWords();
  const ways = [
    ...numbers.map(({ kind, text }) => ({ kind: say(`people.number.${kind}`), text })),
    ...(address === null ? [] : [{ kind: say('people.number.address'), text: address }]),
  ];
  if (ways.length === 0) return null;
  return (
    <section class="ways" aria-labelledby="ways">
      <h3 class="day-name" id="ways">
        {say('people.numbers')}
      </h3>
      <ul>
        {ways.map(({ kind, text }) => (
          <li key={`${kind} ${text}`} class="way">
            <span class="way-words">
              <span class="way-kind">{kind}</span>
              <bdi class="way-text numbers selectable">{text}</bdi>
            </span>
            {onCall !== null && (
              <Button
                label={say('dial.call')}
                name={say('people.call-number', { kind, number: text })}
                kind="quiet"
                size="small"
                icon="answer"
                iconOnly
                onPress={() => onCall(text)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
