import type { JSX } from 'preact';
import { nobodyAnswersAfter } from '../../../../preload/contract/index.ts';
import { useWords } from '../../../wording/words-context.ts';
import { SettingGroup } from '../setting-row.tsx';
import { DelayPicker } from './delay-picker.tsx';
import { PlacePicker } from './place-picker.tsx';
import type { ForwardingPartProps } from './when-called.tsx';

/** As long as servers ring by themselves. */
const usualS = 20;

/** Where calls go that nobody answers; nothing while all are forwarded at once. */
export function NobodyAnswers({ routing, act }: ForwardingPartProps): JSX.Element | null {
  const { say } = useWords();
  const { unanswered } = routing;
  if (unanswered === null) return null;
  const afterS = unanswered.afterS ?? usualS;
  const chosen = unanswered.chosen?.id ?? null;
  const goes = chosen !== null && chosen !== 'usual' && chosen !== 'nowhere';
  const send = (to: string, seconds = afterS) => act({ type: 'forward-unanswered', to, afterS: seconds });
  return (
    <SettingGroup id="nobody-answers" title={say('forwarding.nobody-answers')}>
      <div class="setting">
        <div class="setting-words">
          <p class="setting-label">{say('forwarding.then')}</p>
          <p class="setting-hint" id="then-hint">
            {say('forwarding.then-hint')}
          </p>
        </div>
        <div class="setting-control choice-control">
          <PlacePicker
            id="then-to"
            name={say('forwarding.then')}
            way={unanswered}
            describedBy="then-hint"
            onChoose={(to) => send(to)}
          />
          {goes && (
            <DelayPicker
              id="then-after"
              name={say('forwarding.then-after')}
              delays={nobodyAnswersAfter}
              afterS={afterS}
              onChoose={(seconds) => send(chosen, seconds)}
            />
          )}
        </div>
      </div>
    </SettingGroup>
  );
}
