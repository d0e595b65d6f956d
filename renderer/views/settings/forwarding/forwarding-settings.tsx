import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Avatar } from '../../../components/avatar.tsx';
import { Button } from '../../../components/button.tsx';
import { Note } from '../../../components/notes/note.tsx';
import { useWords } from '../../../wording/words-context.ts';
import { SettingGroup } from '../setting-row.tsx';
import { ChoiceRow } from './choice-row.tsx';
import { NobodyAnswers } from './nobody-answers.tsx';
import { type ForwardingPartProps, WhenCalled } from './when-called.tsx';
import { WhileAway } from './while-away.tsx';

/** Where calls go. What is changed elsewhere is not told, so it is asked for when it is shown. */
export function ForwardingSettings({ routing, act }: ForwardingPartProps): JSX.Element {
  const { say } = useWords();
  useEffect(() => void act({ type: 'read-forwarding' }), [act]);
  const turnOff = (
    <Button
      label={say('routing.turn-off')}
      kind="standard"
      size="small"
      busy={routing.busy}
      onPress={() => act({ type: 'turn-off-forwarding' })}
    />
  );
  return (
    <>
      <div class="notes" aria-live="polite">
        {routing.notice !== null && (
          <Note kind="warning" icon="forward" title={say('forwarding.rings-nowhere')} action={turnOff}>
            {routing.notice}
          </Note>
        )}
        {routing.problem !== null && <Note kind="warning">{routing.problem}</Note>}
        {routing.state === 'unreadable' && <Note kind="warning">{say('forwarding.unreadable')}</Note>}
        {routing.setting === 'other' && (
          <Note kind="info" title={say('forwarding.other')}>
            {say('forwarding.other-help')}
          </Note>
        )}
      </div>
      {routing.state === 'reading' ? <p class="setting-none">{say('forwarding.reading')}</p> : null}
      {routing.state === 'known' && (
        <>
          <WhenCalled routing={routing} act={act} />
          <NobodyAnswers routing={routing} act={act} />
          <Period routing={routing} act={act} />
          <WhileAway routing={routing} act={act} />
          <Others routing={routing} />
        </>
      )}
    </>
  );
}

/** At any time, or in working hours. */
function Period({ routing, act }: ForwardingPartProps): JSX.Element | null {
  const { say } = useWords();
  const { period, mayChange } = routing;
  if (!mayChange) return null;
  return (
    <SettingGroup id="forwarding-holds" title={say('forwarding.holds')}>
      <ChoiceRow
        id="holds-always"
        group="forwarding-holds"
        label={say('forwarding.always')}
        chosen={period === 'always'}
        onChoose={() => act({ type: 'forward-when', period: 'always' })}
      />
      <ChoiceRow
        id="holds-work-hours"
        group="forwarding-holds"
        label={say('forwarding.work-hours')}
        hint={say('forwarding.work-hours-hint')}
        chosen={period === 'work-hours'}
        onChoose={() => act({ type: 'forward-when', period: 'work-hours' })}
      />
    </SettingGroup>
  );
}

/** Who takes calls for the user; the server lets neither be changed here. */
function Others({ routing }: Pick<ForwardingPartProps, 'routing'>): JSX.Element {
  const { say } = useWords();
  const { delegates, ringOthers } = routing;
  const hasTeam = ringOthers.places.some(({ id }) => id === 'team');
  return (
    <>
      {delegates.length > 0 && (
        <SettingGroup id="forwarding-delegates" title={say('forwarding.delegates')}>
          <ul class="delegates">
            {delegates.map(({ label, initials }) => (
              <li key={label} class="setting">
                <Avatar initials={initials} name={label} size={32} />
                <span class="setting-words">
                  <bdi>{label}</bdi>
                </span>
              </li>
            ))}
          </ul>
          <p class="setting-none">{say('forwarding.delegates-hint')}</p>
        </SettingGroup>
      )}
      {hasTeam && (
        <SettingGroup id="forwarding-team" title={say('forwarding.team')}>
          <p class="setting-none">{say('forwarding.team-hint')}</p>
        </SettingGroup>
      )}
    </>
  );
}
