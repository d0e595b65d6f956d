import type { JSX } from 'preact';
import type { SessionView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingGroup } from './setting-row.tsx';

export interface AccountSettingsProps {
  readonly user: SessionView['user'];
  readonly act: Act;
}

/** Who is signed in here. */
export function AccountSettings({ user, act }: AccountSettingsProps): JSX.Element {
  const { say } = useWords();
  return (
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
  );
}
