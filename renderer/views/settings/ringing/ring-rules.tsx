import type { ComponentChildren, JSX } from 'preact';
import type { RingingView, SettingName } from '../../../../preload/contract/index.ts';
import { Button } from '../../../components/button.tsx';
import { useWords } from '../../../wording/words-context.ts';
import { SettingPicker, type SettingsProps } from '../setting-picker.tsx';
import { SettingGroup } from '../setting-row.tsx';

/** Settings that are chosen here. */
export type RuleSetting = Extract<
  SettingName,
  'ringPrivateLine' | 'ringFavourites' | 'ringDoNotDisturb' | 'ringTeamWhileBusy'
>;

interface Rule {
  readonly name: 'private-line' | 'favourite' | 'do-not-disturb' | 'team-while-busy';
  readonly setting: RuleSetting;
}

export interface RingRulesProps extends SettingsProps {
  readonly ringing: RingingView;
  readonly onDiagnostics: () => void;
}

/** What rings in which manner, in the order in which it is asked, and what a call would do now. */
export function RingRules({ ringing, onDiagnostics, ...props }: RingRulesProps): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="ring-rules" title={say('settings.rules')}>
      <p class="setting-none">{say('settings.rules-order')}</p>
      <ol class="ring-rules">
        <Fixed name="emergency">{say('settings.rules.does.ring')}</Fixed>
        <Chosen rule={{ name: 'private-line', setting: 'ringPrivateLine' }} {...props} />
        <Chosen rule={{ name: 'favourite', setting: 'ringFavourites' }} {...props} />
        <Fixed name="silenced">{say('settings.rules.does.card')}</Fixed>
        <Chosen rule={{ name: 'do-not-disturb', setting: 'ringDoNotDisturb' }} {...props} />
        <Chosen rule={{ name: 'team-while-busy', setting: 'ringTeamWhileBusy' }} {...props} />
        <Fixed name="in-call">{say('settings.rules.does.beep')}</Fixed>
        <Fixed name="any">{say('settings.rules.does.ring')}</Fixed>
      </ol>
      <div class="setting">
        <p class="setting-label">{ringing.now.text}</p>
        <div class="setting-control">
          <Button kind="link" size="small" label={say('settings.rules.why-silent')} onPress={onDiagnostics} />
        </div>
      </div>
    </SettingGroup>
  );
}

/** A rule that nobody can change. */
function Fixed({
  name,
  children,
}: {
  readonly name: 'emergency' | 'silenced' | 'in-call' | 'any';
  readonly children: ComponentChildren;
}): JSX.Element {
  const { say } = useWords();
  return (
    <li>
      <div class="setting">
        <div class="setting-words">
          <p class="setting-label">{say(`settings.rules.${name}`)}</p>
          <p class="setting-hint">{say(`settings.rules.${name}-hint`)}</p>
        </div>
        <p class="setting-control">{children}</p>
      </div>
    </li>
  );
}

function Chosen({ rule: { name, setting }, ...props }: SettingsProps & { readonly rule: Rule }): JSX.Element {
  const { say } = useWords();
  return (
    <li>
      <SettingPicker
        {...props}
        setting={setting}
        id={`rule-${name}`}
        label={say(`settings.rules.${name}`)}
        hint={say(`settings.rules.${name}-hint`)}
        labelOf={(wish) => say(`settings.rules.does.${wish}`)}
      />
    </li>
  );
}
