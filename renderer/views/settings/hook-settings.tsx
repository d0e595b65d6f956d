import type { JSX } from 'preact';
import type { CallHookView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingGroup } from './setting-row.tsx';

/** The program that is run with each call, such as one that lights a lamp. It is chosen and agreed to in windows of the system. */
export function HookSettings({ hook, act }: { readonly hook: CallHookView; readonly act: Act }): JSX.Element {
  const { say } = useWords();
  const { program, locked, problem } = hook;
  return (
    <SettingGroup id="with-each-call" title={say('call-hook.title')}>
      <div class="setting">
        <div class="setting-words">
          <p class="setting-label">
            {program === null ? say('call-hook.none') : <bdi class="selectable">{program}</bdi>}
          </p>
          <p class="setting-hint" id="call-hook-hint">
            {say('call-hook.hint')}
          </p>
          {locked && (
            <p class="setting-hint setting-lock">
              <Icon name="lock" size="small" />
              {say('settings.locked')}
            </p>
          )}
        </div>
        {!locked && (
          <div class="setting-control">
            {program !== null && (
              <Button label={say('call-hook.forget')} kind="quiet" onPress={() => act({ type: 'forget-hook' })} />
            )}
            <Button
              label={say('call-hook.choose')}
              kind="standard"
              describedBy="call-hook-hint"
              onPress={() => act({ type: 'choose-hook' })}
            />
          </div>
        )}
      </div>
      {problem !== null && program !== null && (
        <Note kind="warning" title={say('call-hook.not-well')}>
          {say(`call-hook.problem.${problem}`)}
        </Note>
      )}
    </SettingGroup>
  );
}
