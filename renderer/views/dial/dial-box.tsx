import type { JSX, Ref } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CallingView, DialLink } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { KeyCaps } from '../../components/key-caps.tsx';
import type { Dial, DialRequest } from '../../hooks/use-dial.ts';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { useWords } from '../../wording/words-context.ts';
import { CallAbout } from './call-about.tsx';
import { CallFor, myself } from './call-for.tsx';
import { CallOtherwise } from './call-otherwise.tsx';
import { ComboInput } from './combo-input.tsx';
import { LinkText } from './link-text.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { useCombobox } from './use-combobox.ts';
import type { Suggesting } from './use-suggestions.ts';

export interface DialBoxProps {
  readonly calling: CallingView;
  readonly dial: Dial;
  readonly suggesting: Suggesting;
  readonly boxRef: Ref<HTMLInputElement>;
  /** Fills the box as soon as it is another one. */
  readonly link: DialLink | null;
  /** The user typed something else, or called. */
  readonly onLinkOver: () => void;
}

/** A name or a number, and Call: whoever is meant is suggested below while one types. */
export function DialBox({ calling, dial, suggesting, boxRef, link, onLinkOver }: DialBoxProps): JSX.Element {
  const { say } = useWords();
  const [madeFor, setMadeFor] = useState(myself);
  const [about, setAbout] = useState<string | null>(null);
  const [isEmpty, setEmpty] = useState(false);
  const call = (to: string, how: DialRequest['how'] = calling.audio ? undefined : 'by-phone'): void => {
    setEmpty(to === '');
    if (to === '') return;
    const isListed = calling.delegators.some(({ id }) => id === madeFor);
    dial.call(requestOf(to, isListed ? madeFor : null, about?.trim() ?? '', how));
  };
  const box = useCombobox(suggesting, (to) => call(to));
  const meant = (): string => box.shown[box.active]?.to ?? box.text.trim();
  useEffect(() => {
    if (dial.taken === 0) return;
    box.clear();
    onLinkOver();
    setAbout(null);
  }, [dial.taken]);
  useEffect(() => {
    if (link === null) return;
    setEmpty(false);
    dial.forget();
    box.fill(link.text ?? '');
  }, [link]);
  const refused = saidElsewhere(dial) ? null : dial.problem;
  const problem = isEmpty ? say('dial.empty') : refused && say(dialProblemId(refused.refusal));
  const isBad = isEmpty || refused?.from === 'box';
  return (
    <form
      class="dial"
      onSubmit={(event) => {
        event.preventDefault();
        box.enter();
      }}
    >
      <div class="dial-row">
        <div class={`field-box dial-field${isBad ? ' field-bad' : ''}`}>
          <Icon name="search" />
          <ComboInput
            id="dial"
            box={box}
            boxRef={boxRef}
            name={say('dial.label')}
            keys="Control+L"
            bad={isBad}
            {...(isBad ? { describedBy: 'dial-problem' } : link === null ? {} : { describedBy: 'dial-link' })}
            onType={() => {
              setEmpty(false);
              dial.forget();
              onLinkOver();
            }}
          />
          {box.text === '' && <KeyCaps keys={say('dial.keys')} />}
        </div>
        {calling.audio && <Button label={say('dial.call')} kind="standard" icon="answer" submits />}
        <CallOtherwise
          onWithVideo={calling.withVideo ? () => call(meant(), 'with-video') : null}
          onByPhone={calling.phoneAudio ? () => call(meant(), 'by-phone') : null}
          onAbout={box.text !== '' && about === null ? () => setAbout('') : null}
        />
        {box.shown.length > 0 && <SuggestionList suggestions={box.shown} active={box.active} onChoose={box.choose} />}
      </div>
      {about !== null && <CallAbout about={about} onAbout={setAbout} />}
      <CallFor delegators={calling.delegators} chosen={madeFor} onChoose={setMadeFor} />
      <BelowBox counted={box.counted} link={link} problem={problem} />
    </form>
  );
}

/** Whether what was refused is said where it was asked for. */
function saidElsewhere({ problem }: Dial): boolean {
  return problem?.from === 'details' || problem?.from === 'palette';
}

interface BelowBoxProps {
  readonly counted: number;
  readonly link: DialLink | null;
  readonly problem: string | null;
}

/** How many are suggested, for those who cannot see it; and what is to say of what stands in the box. */
function BelowBox({ counted, link, problem }: BelowBoxProps): JSX.Element {
  const { say } = useWords();
  return (
    <>
      <p class="unseen-text" aria-live="polite">
        {counted > 0 && say('dial.count', { count: counted })}
      </p>
      {link !== null && problem === null && <LinkText link={link} />}
      {problem !== null && (
        <p class="field-error" id="dial-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** What is usual is left out. */
function requestOf(to: string, onBehalfOf: string | null, subject: string, how: DialRequest['how']): DialRequest {
  return {
    ...{ to, from: 'box' as const },
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
    ...(subject === '' ? {} : { subject }),
    ...(how === undefined ? {} : { how }),
  };
}
