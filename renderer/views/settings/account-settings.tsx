import type { JSX } from 'preact';
import type { OwnPresenceView, SessionView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingGroup } from './setting-row.tsx';

export interface AccountSettingsProps {
  readonly user: SessionView['user'];
  readonly about: OwnPresenceView['about'];
  readonly act: Act;
  /** Opens the way through microphone, ring and keys again. */
  readonly onGuide: () => void;
}

/** Who is signed in here. */
export function AccountSettings({ user, about, act, onGuide }: AccountSettingsProps): JSX.Element {
  const { say } = useWords();
  return (
    <>
      <SettingGroup id="signed-in-as" title={say('settings.signed-in-as')}>
        <div class="setting">
          <div class="setting-words">
            <p class="setting-label">
              <bdi>{user?.name || user?.address || say('settings.nobody-known')}</bdi>
            </p>
            {user && user.name !== '' && (
              <p class="setting-hint">
                <bdi class="selectable">{user.address}</bdi>
              </p>
            )}
          </div>
          <div class="setting-control">
            <Button
              label={say('settings.sign-out')}
              kind="standard"
              icon="sign-out"
              onPress={() => act({ type: 'sign-out' })}
            />
          </div>
        </div>
      </SettingGroup>
      <SettingGroup id="guide-again" title={say('guide.again-title')}>
        <div class="setting">
          <div class="setting-words">
            <p class="setting-label">{say('guide.title')}</p>
            <p class="setting-hint">{say('guide.again-hint')}</p>
          </div>
          <div class="setting-control">
            <Button label={say('guide.again')} kind="standard" onPress={onGuide} />
          </div>
        </div>
      </SettingGroup>
      {about.length > 0 && (
        <SettingGroup id="about-you" title={say('own.about')}>
          <dl class="about-you">
            {about.map(({ kind, text }) => (
              <div key={`${kind} ${text}`} class="setting">
                <dt class="setting-words setting-label">{say(`own.about.${kind}`)}</dt>
                <dd class="setting-control selectable">
                  <bdi>{text}</bdi>
                </dd>
              </div>
            ))}
          </dl>
          <p class="setting-none">{say('own.about-hint')}</p>
        </SettingGroup>
      )}
    </>
  );
}
