import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type AppView, isTestOn, type PhoneApi, type SettingsSection } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { KeysStep } from './keys-step.tsx';
import { MicrophoneStep } from './microphone-step.tsx';
import { RingStep } from './ring-step.tsx';

export interface GuidePaneProps {
  readonly view: AppView;
  readonly act: Act;
  readonly onLevels: PhoneApi['onLevels'];
  readonly onSettings: (section: SettingsSection) => void;
  /** Which step it is, from 0; it stays while the user is on another page. */
  readonly at: number;
  readonly onAt: (step: number) => void;
}

const steps = ['microphone', 'ring', 'keys'] as const;

/**
 * The way through what a call needs, beside the pages: whether the user is heard, hears a call, and can answer from anywhere. It hinders
 * nothing: calls ring meanwhile.
 */
export function GuidePane({ view, act, onLevels, onSettings, at, onAt }: GuidePaneProps): JSX.Element {
  const { say } = useWords();
  const head = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const step = steps[at] ?? 'microphone';
  useEffect(() => {
    // Each step is read out from its beginning; whoever comes back from another page keeps the focus where it is.
    if (moved.current || document.activeElement === document.body) head.current?.focus();
    moved.current = true;
  }, [at]);
  const leave = (): void => {
    // The microphone closes with it.
    if (isTestOn(view.quality.test)) void act({ type: 'stop-test-call' });
  };
  const go = (to: number): void => {
    leave();
    onAt(to);
  };
  const close = (): void => {
    leave();
    onAt(0);
    void act({ type: 'close-guide' });
  };
  const isLast = at === steps.length - 1;
  return (
    <aside class="guide" aria-label={say('guide.title')} data-pane>
      <p class="guide-steps numbers">
        {say('guide.step', { step: at + 1, all: steps.length })}
        <span class="guide-marks" aria-hidden="true">
          {steps.map((one, index) => (
            <span key={one} class={`guide-mark${index <= at ? ' guide-mark-on' : ''}`} />
          ))}
        </span>
      </p>
      <header>
        <h2 class="title" tabIndex={-1} ref={head}>
          {say(`guide.${step}.title`)}
        </h2>
        <p class="guide-lead">{say(`guide.${step}.lead`)}</p>
      </header>
      {step === 'microphone' && <MicrophoneStep {...{ view, act, onLevels, onSettings }} />}
      {step === 'ring' && <RingStep {...{ view, act, onSettings }} />}
      {step === 'keys' && <KeysStep {...{ view, act, onSettings }} />}
      <div class="guide-foot">
        {at > 0 && <Button label={say('guide.back')} kind="quiet" onPress={() => go(at - 1)} />}
        <span class="guide-room" />
        {!isLast && <Button label={say('guide.skip')} kind="quiet" onPress={close} />}
        <Button
          label={say(isLast ? 'guide.finish' : 'guide.next')}
          kind="primary"
          onPress={() => (isLast ? close() : go(at + 1))}
        />
      </div>
    </aside>
  );
}
