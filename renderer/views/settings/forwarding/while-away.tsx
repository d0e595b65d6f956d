import type { JSX } from 'preact';
import { useWords } from '../../../wording/words-context.ts';
import { SettingGroup } from '../setting-row.tsx';
import { PlacePicker } from './place-picker.tsx';
import type { ForwardingPartProps } from './when-called.tsx';

/** Names the line that turns it off; no place is called so. */
const off = 'off';

/** Where calls go while this computer cannot ring. */
export function WhileAway({ routing, act }: ForwardingPartProps): JSX.Element | null {
  const { say } = useWords();
  const { whileAway } = routing;
  if (whileAway.places.length === 0 && !whileAway.takesNumber) return null;
  return (
    <SettingGroup id="while-away-group" title={say('forwarding.away')}>
      <div class="setting">
        <div class="setting-words">
          <p class="setting-label">{say('forwarding.while-away')}</p>
          <p class="setting-hint" id="while-away-hint">
            {say('forwarding.while-away-hint')}
          </p>
        </div>
        <div class="setting-control choice-control">
          <PlacePicker
            id="while-away"
            name={say('forwarding.while-away')}
            way={whileAway}
            before={{ id: off, label: say('forwarding.away-off') }}
            describedBy="while-away-hint"
            onChoose={(to) => act({ type: 'forward-while-away', to: to === off ? null : to })}
          />
        </div>
      </div>
    </SettingGroup>
  );
}
