import type { JSX } from 'preact';
import type { UpdatesView, Words } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingGroup } from './setting-row.tsx';

/** Which version runs, what comes next, and what to do about it. */
export function UpdateSettings({ updates, act }: { readonly updates: UpdatesView; readonly act: Act }): JSX.Element {
  const { say, timeNear } = useWords();
  const { running, stage, server, checkedAt, problem, replacedBy, mayRestart } = updates;
  const restarts = replacedBy !== null || stage === 'ready';
  const waitsForCall = restarts && !mayRestart;
  const state = stateOf(updates, { say });
  return (
    <SettingGroup id="version" title={say('updates.title')}>
      <div class="setting">
        <div class="setting-words" aria-live="polite">
          <p class="setting-label selectable">{say('updates.running', { version: running })}</p>
          {state !== null && (
            <p class="setting-hint" id="update-state">
              {state}
            </p>
          )}
          {server !== null && checkedAt !== null && (
            <p class="setting-hint">{say('updates.asked', { server, time: timeNear(checkedAt, Date.now()) })}</p>
          )}
          {waitsForCall && (
            <p class="setting-hint" id="update-waits">
              {say('diagnostics.not-in-call')}
            </p>
          )}
        </div>
        <div class="setting-control">
          {restarts && (
            <Button
              label={say('updates.restart')}
              kind="primary"
              off={waitsForCall}
              describedBy={waitsForCall ? 'update-waits' : 'update-state'}
              onPress={() => act({ type: 'restart-to-update' })}
            />
          )}
          {!restarts && server !== null && (
            <Button
              label={say('updates.check')}
              kind="standard"
              busy={stage === 'checking' || stage === 'fetching'}
              off={stage === 'waiting'}
              {...(state === null ? {} : { describedBy: 'update-state' })}
              onPress={() => act({ type: 'check-for-updates' })}
            />
          )}
        </div>
      </div>
      {problem !== null && (
        <Note kind="warning" title={say('updates.problem-title')}>
          {say(`updates.problem.${problem}`)}
        </Note>
      )}
    </SettingGroup>
  );
}

/** Null where the problem says it all. */
function stateOf(updates: UpdatesView, { say }: Pick<Words, 'say'>): string | null {
  const { running, stage, server, version, problem, checkedAt, replacedBy } = updates;
  if (replacedBy !== null) {
    return `${say('note.replaced.title', { version: replacedBy })} ${say('note.replaced.help', { running })}`;
  }
  if (server === null) return say('updates.off');
  if (stage === 'checking') return say('updates.checking');
  if (version !== null && (stage === 'waiting' || stage === 'fetching' || stage === 'ready')) {
    return say(`updates.${stage}`, { version });
  }
  if (checkedAt === null) return say('updates.not-asked', { server });
  return problem === null ? say('updates.newest') : null;
}
