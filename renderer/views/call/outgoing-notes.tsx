import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import {
  type CallView,
  isCallingOut,
  type OutgoingView,
  type Sentence as Pieces,
  type Words,
} from '../../../preload/contract/index.ts';
import type { IconName } from '../../components/icons/icon-paths.ts';
import { boldName } from '../../components/notes/bold-name.tsx';
import { Note } from '../../components/notes/note.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { nameAgain } from '../../wording/party.ts';
import { useWords } from '../../wording/words-context.ts';
import { EarlySound } from './early-sound.tsx';

/** What is particular about a call out: where it rings, for whom it is made, what is heard before the answer. News are read out. */
export function OutgoingNotes({ call }: { readonly call: CallView }): JSX.Element | null {
  const words = useWords();
  const { out } = call;
  const up = !isCallingOut(call);
  const list = useRef<HTMLDivElement>(null);
  // They keep the room that they had before the answer, so that nothing moves with it.
  useLayoutEffect(() => {
    const [element, kept] = [list.current, up ? list.current?.dataset.height : undefined];
    if (element === null) return;
    element.style.minHeight = kept === undefined ? '' : `${kept}px`;
    if (!up) element.dataset.height = String(element.offsetHeight);
  });
  if (out === null) return null;
  const where = whereItRings(call, out, words);
  const behalf = out.onBehalfOf?.label ?? null;
  return (
    <div ref={list} class="notes" aria-live="polite">
      {where !== null && <Line key="where" kind="info" {...where} />}
      {behalf !== null && (
        <Line
          key="behalf"
          kind="plain"
          icon="people"
          pieces={words.sentence('call.out.behalf', { name: { name: behalf }, again: nameAgain(behalf) })}
        />
      )}
      <EarlySound key="early" early={out.earlyMedia} up={up} />
    </div>
  );
}

interface LineProps {
  readonly kind: 'info' | 'plain';
  readonly icon: IconName;
  readonly pieces: Pieces;
}

function Line({ kind, icon, pieces }: LineProps): JSX.Element {
  return (
    <Note kind={kind} icon={icon}>
      <Sentence pieces={pieces} named={boldName} />
    </Note>
  );
}

/** One line at a time, so that who answers stands where it stood who was rung. */
function whereItRings(call: CallView, out: OutgoingView, { sentence }: Words): Omit<LineProps, 'kind'> | null {
  const { answeredBy, forwardedTo, progress, teamSize } = out;
  const who = { name: call.party.label };
  if (answeredBy !== null) {
    return { icon: 'elsewhere', pieces: sentence('call.out.answered', { by: { name: answeredBy.label }, who }) };
  }
  if (forwardedTo !== null) {
    return { icon: 'elsewhere', pieces: sentence('call.out.forwards', { who, to: { name: forwardedTo.label } }) };
  }
  if (progress !== 'team-ring') return null;
  const id = isCallingOut(call) ? 'call.out.team' : 'call.out.team-rang';
  return { icon: 'people', pieces: sentence(id, { count: teamSize ?? 0 }) };
}
