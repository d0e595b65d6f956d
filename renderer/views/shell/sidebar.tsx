import type { JSX } from 'preact';
import type { Act } from '../../bridge.ts';
import { Icon } from '../../components/icon.tsx';
import type { IconName } from '../../components/icon-paths.ts';
import type { Scene } from '../../store.ts';
import { Account } from './account.tsx';
import { LiveCall } from './live-call.tsx';
import { Status } from './status.tsx';

/** The pages of the main window that have content. */
export type Page = 'calls' | 'settings';

/** The pages in the order of their shortcuts, Ctrl+1 and so on. */
export const pages: readonly { readonly page: Page; readonly label: string; readonly icon: IconName }[] = [
  { page: 'calls', label: 'Calls', icon: 'calls' },
  { page: 'settings', label: 'Settings', icon: 'settings' },
];

export interface SidebarProps {
  readonly scene: Scene;
  readonly page: Page;
  readonly onPage: (page: Page) => void;
  readonly act: Act;
}

/** Status, pages, the live call and oneself. */
export function Sidebar({ scene, page, onPage, act }: SidebarProps): JSX.Element {
  const { session, missedUnseen } = scene.view;
  return (
    <div class="sidebar" data-pane>
      <Status session={session} act={act} />
      <nav class="nav" aria-label="Pages">
        {pages.map(({ page: target, label, icon }) => {
          const badge = target === 'calls' ? missedUnseen : 0;
          return (
            <button
              key={target}
              type="button"
              class="nav-entry"
              title={label}
              onClick={() => onPage(target)}
              {...(target === page ? { 'aria-current': 'page' } : {})}
              {...(badge > 0 ? { 'aria-label': `${label}, ${badge} missed` } : {})}
            >
              <Icon name={icon} />
              <span class="nav-label">{label}</span>
              {badge > 0 && <span class="badge numbers">{badge > 99 ? '99+' : badge}</span>}
            </button>
          );
        })}
      </nav>
      <div class="sidebar-foot">
        <LiveCall scene={scene} />
        <Account user={session.user} act={act} />
      </div>
    </div>
  );
}
