import type { JSX } from 'preact';
import type { PastInvitationView } from '../../../preload/contract/index.ts';
import { boldName } from '../../components/notes/bold-name.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

/** What a past call said of itself, as entries of a list of facts. */
export function SaidOfItself({ said }: { readonly said: PastInvitationView }): JSX.Element {
  const { say } = useWords();
  const { why, importance, privateLine, subject, place, content } = said;
  const marks = [
    ...(importance === 'normal' ? [] : [say(`ring.${importance}`)]),
    ...(privateLine ? [say('ring.private-line')] : []),
  ];
  return (
    <>
      {why.length > 0 && (
        <>
          <dt>{say('calls.why')}</dt>
          {why.map(({ kind, sentence }) => (
            <dd key={kind}>
              <Sentence pieces={sentence} named={boldName} />
            </dd>
          ))}
        </>
      )}
      {marks.length > 0 && <Fact name={say('calls.marked')} lines={marks} />}
      {subject !== null && <Fact name={say('ring.about')} lines={[subject]} />}
      {place.length > 0 && <Fact name={say('ring.place')} lines={place} />}
      {content !== null && <Fact name={say('ring.sent-along')} lines={[content]} />}
    </>
  );
}

function Fact({ name, lines }: { readonly name: string; readonly lines: readonly string[] }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      {lines.map((line) => (
        <dd key={line}>
          <bdi class="selectable">{line}</bdi>
        </dd>
      ))}
    </>
  );
}
