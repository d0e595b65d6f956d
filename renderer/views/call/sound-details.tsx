import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CallView, DirectionView, SoundNowView } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';
import { useSoundNow } from './use-sound-now.ts';

export interface SoundDetailsProps {
  readonly call: CallView;
  readonly ask: Ask;
}

/** How the call sounds in one figure, and in all of them for who wants to know. Nothing is known before it is up. */
export function SoundDetails({ call, ask }: SoundDetailsProps): JSX.Element | null {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const sound = useSoundNow(call.id, call.state === 'connected', ask);
  if (call.state !== 'connected') return null;
  return (
    <>
      <button type="button" class="more-entry" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="diagnostics" />
        <span class="more-label">{say('call.sound-details')}</span>
        <bdi class="more-end numbers">{sound?.score}</bdi>
      </button>
      {open && (sound === null ? <p class="more-none">{say('call.sound-unknown')}</p> : <Figures sound={sound} />)}
    </>
  );
}

function Figures({ sound }: { readonly sound: SoundNowView }): JSX.Element {
  const { say } = useWords();
  const rows = [
    { name: say('quality.loss'), of: ({ loss }: DirectionView) => loss },
    { name: say('quality.jitter'), of: ({ jitter }: DirectionView) => jitter },
    { name: say('quality.round-trip'), of: ({ roundTrip }: DirectionView) => roundTrip },
    { name: say('quality.score'), of: ({ score }: DirectionView) => score },
  ];
  return (
    <div class="more-figures">
      <table class="sound-figures numbers">
        <thead>
          <tr>
            <td />
            {sound.directions.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {sound.directions.map((direction) => (
                <td key={direction.name}>
                  <bdi>{of(direction)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{sound.facts}</p>
    </div>
  );
}
