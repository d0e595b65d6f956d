import type { JSX } from 'preact';
import type { SessionView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { SettingGroup } from './setting-row.tsx';

export interface AccountSettingsProps {
  readonly user: SessionView['user'];
  readonly act: Act;
}

/** Who is signed in here. */
export function AccountSettings({ user, act }: AccountSettingsProps): JSX.Element {
  return (
    <SettingGroup id="signed-in-as" title="Signed in as">
      <div class="setting">
        <div class="setting-words">
          <p class="setting-label">
            <bdi>{user?.name || user?.address || 'Not known yet'}</bdi>
          </p>
          {user && user.name !== '' && (
            <p class="setting-hint">
              <bdi class="selectable">{user.address}</bdi>
            </p>
          )}
        </div>
        <div class="setting-control">
          <Button label="Sign out" kind="standard" icon="sign-out" onPress={() => act({ type: 'sign-out' })} />
        </div>
      </div>
    </SettingGroup>
  );
}
