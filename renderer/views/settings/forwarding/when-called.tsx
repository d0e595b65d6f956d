import type { JSX } from 'preact';
import { othersRingAfter, type RoutingView, type RoutingWayView } from '../../../../preload/contract/index.ts';
import type { Act } from '../../../bridge.ts';
import { useWords } from '../../../wording/words-context.ts';
import { SettingGroup } from '../setting-row.tsx';
import { ChoiceRow } from './choice-row.tsx';
import { DelayPicker } from './delay-picker.tsx';
import { PlacePicker } from './place-picker.tsx';

export interface ForwardingPartProps {
  readonly routing: RoutingView;
  readonly act: Act;
}

/** Rings here, goes elsewhere at once, or rings others too; what the server does not offer is not there. */
export function WhenCalled({ routing, act }: ForwardingPartProps): JSX.Element {
  const { say } = useWords();
  const { setting, forward, ringOthers, mayChange } = routing;
  const forwardTo = (to: string) => act({ type: 'forward-calls', to });
  const afterS = ringOthers.afterS ?? 0;
  const ringToo = (to: string, seconds = afterS) => act({ type: 'ring-others-too', to, afterS: seconds });
  const others = firstOf(ringOthers);
  return (
    <SettingGroup id="when-called" title={say('forwarding.when-called')}>
      <ChoiceRow
        id="ring-here"
        group="when-called"
        label={say('forwarding.ring-here')}
        hint={say('forwarding.ring-here-hint')}
        chosen={setting === 'ring-here'}
        disabled={!mayChange && setting !== 'ring-here'}
        onChoose={() => act({ type: 'ring-here' })}
      />
      {hasPlace(forward) && (
        <ChoiceRow
          id="forward-at-once"
          group="when-called"
          label={say('forwarding.forward')}
          hint={say('forwarding.forward-hint')}
          chosen={setting === 'forward'}
          disabled={firstOf(forward) === null}
          onChoose={() => forwardTo(firstOf(forward) ?? '')}
        >
          <PlacePicker id="forward-to" name={say('forwarding.forward-to')} way={forward} onChoose={forwardTo} />
        </ChoiceRow>
      )}
      {hasPlace(ringOthers) && (
        <ChoiceRow
          id="ring-others"
          group="when-called"
          label={say('forwarding.others')}
          hint={say('forwarding.others-hint')}
          chosen={setting === 'ring-others'}
          disabled={others === null}
          onChoose={() => ringToo(others ?? '')}
        >
          <PlacePicker
            id="ring-too"
            name={say('forwarding.others-who')}
            way={ringOthers}
            onChoose={(to) => ringToo(to)}
          />
          {(others === 'team' || others === 'delegates') && (
            <DelayPicker
              id="ring-too-after"
              name={say('forwarding.others-after')}
              delays={othersRingAfter}
              afterS={afterS}
              onChoose={(seconds) => ringToo(others, seconds)}
            />
          )}
        </ChoiceRow>
      )}
    </SettingGroup>
  );
}

/** What choosing the way without more comes to: where calls would go, or the first place that there is. */
function firstOf({ chosen, places }: RoutingWayView): string | null {
  return chosen?.id ?? places[0]?.id ?? null;
}

function hasPlace({ places, takesNumber }: RoutingWayView): boolean {
  return takesNumber || places.length > 0;
}
