import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isTestOn, type PhoneApi } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { DevicePicker } from '../../components/form/device-picker.tsx';
import { LevelMeter } from '../../components/level-meter.tsx';
import { soundThreshold } from '../../components/loudness.ts';
import { Note } from '../../components/notes/note.tsx';
import { createSilenceWatch } from '../../silence-watch.ts';
import { useWords } from '../../wording/words-context.ts';
import { GuideChecks, type GuideStepProps } from './guide-checks.tsx';

export interface MicrophoneStepProps extends GuideStepProps {
  readonly onLevels: PhoneApi['onLevels'];
}

/** Whether the user is heard: a call to oneself, with the loudness of the microphone. */
export function MicrophoneStep({ view, act, onLevels, onSettings }: MicrophoneStepProps): JSX.Element {
  const { say } = useWords();
  const { devices, quality, calls } = view;
  const testing = isTestOn(quality.test);
  const { level, heard, silent } = useOwnLevel(onLevels, testing);
  const busy = !testing && calls.some(({ state }) => state !== 'ended');
  const failed = quality.test?.state === 'failed' && !heard;
  return (
    <>
      <div class="guide-field">
        <label class="setting-label" for="guide-microphone">
          {say('settings.microphone')}
        </label>
        <DevicePicker id="guide-microphone" purpose="microphone" look="box" devices={devices} act={act} />
      </div>
      <div class="guide-field">
        <p class="setting-label">{say('guide.microphone.say')}</p>
        <LevelMeter name={say('call.microphone-level')} level={level} />
        <Button
          label={say(testing ? 'guide.microphone.stop' : 'guide.microphone.start')}
          kind="standard"
          icon="microphone"
          off={busy}
          {...(busy ? { describedBy: 'guide-busy' } : {})}
          onPress={() => void act({ type: testing ? 'stop-test-call' : 'test-call' })}
        />
        {busy && (
          <p class="setting-hint" id="guide-busy">
            {say('diagnostics.not-in-call')}
          </p>
        )}
      </div>
      <div aria-live="polite">
        {heard && (
          <Note kind="ok" title={say('guide.microphone.heard')}>
            {say(testing ? 'guide.microphone.heard-help' : 'guide.microphone.closed')}
          </Note>
        )}
        {testing && silent && (
          <Note kind="warning" title={say('guide.microphone.silent')}>
            {say('guide.microphone.silent-help')}
          </Note>
        )}
        {failed && (
          <Note kind="warning" title={say('guide.microphone.failed')}>
            {say('guide.microphone.failed-help')}
          </Note>
        )}
      </div>
      {(failed || devices.chosen.microphone === null) && (
        <GuideChecks ids={['microphone']} {...{ view, act, onSettings }} />
      )}
    </>
  );
}

interface OwnLevel {
  readonly level: number;
  /** Since the last test began. */
  readonly heard: boolean;
  /** The microphone is open and has given no sound for too long. */
  readonly silent: boolean;
}

const still: OwnLevel = { level: 0, heard: false, silent: false };

/** Above the noise of a room, which every open microphone gives. */
const voice = 25 * soundThreshold;

/** The loudness of the microphone while it is tested; what was heard stays known when the test is over. */
function useOwnLevel(onLevels: PhoneApi['onLevels'], testing: boolean): OwnLevel {
  const [own, setOwn] = useState(still);
  const watch = useRef(createSilenceWatch());
  useEffect(() => {
    if (!testing) {
      setOwn(({ heard }) => ({ ...still, heard }));
      return undefined;
    }
    setOwn(still);
    watch.current.reset();
    return onLevels(({ microphone }) => {
      const silent = watch.current.measured(microphone, performance.now());
      setOwn(({ heard }) => ({ level: microphone, heard: heard || microphone >= voice, silent }));
    });
  }, [onLevels, testing]);
  return own;
}
