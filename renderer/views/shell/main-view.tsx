import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Act } from '../../bridge.ts';
import type { Scene } from '../../store.ts';
import { CallsPage } from '../calls/calls-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { SignInView } from '../sign-in/sign-in-view.tsx';
import { type Page, Sidebar } from './sidebar.tsx';
import { useMainKeys } from './use-main-keys.ts';

export interface MainViewProps {
  readonly scene: Scene;
  readonly act: Act;
}

/** The main window: the sign-in form, or the pages of the app. */
export function MainView({ scene, act }: MainViewProps): JSX.Element {
  const { session, notes } = scene.view;
  const [page, setPage] = useState<Page>('calls');
  useMainKeys(setPage);
  if (session.signIn) return <SignInView session={session} signIn={session.signIn} notes={notes} act={act} />;
  return (
    <div class="shell">
      <button type="button" class="skip" onClick={focusList}>
        Skip to list
      </button>
      <Sidebar scene={scene} page={page} onPage={setPage} act={act} />
      {page === 'calls' ? <CallsPage view={scene.view} act={act} /> : <SettingsPage view={scene.view} act={act} />}
    </div>
  );
}

function focusList(): void {
  const option = document.querySelector<HTMLElement>('main [role=option][tabindex="0"]');
  const target = option ?? document.querySelector<HTMLElement>('main select, main button');
  target?.focus();
}
