import type { JSX } from 'preact';
import type { AppView, PageName, Words } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Icon } from '../../components/icons/icon.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';
import type { Scene } from '../../store.ts';
import { useWords } from '../../wording/words-context.ts';
import { Account } from './account.tsx';
import { LiveCall } from './live-call.tsx';
import { Status } from './status.tsx';

/** The pages of the main window that have content. */
export type Page = PageName;

/** The pages in their order. */
const pages: readonly { readonly page: Page; readonly icon: IconName }[] = [
  { page: 'calls', icon: 'calls' },
  { page: 'people', icon: 'people' },
  { page: 'messages', icon: 'messages' },
  { page: 'settings', icon: 'settings' },
  { page: 'diagnostics', icon: 'diagnostics' },
];

/** Those that there is something for, in the order of their shortcuts, Ctrl+1 and so on. */
export function pagesOf({ messages }: Pick<AppView, 'messages'>): typeof pages {
  const hasMessages = messages.offered || messages.threads.length > 0;
  return hasMessages ? pages : pages.filter(({ page }) => page !== 'messages');
}

/** What a badge counts up to. */
const most = 99;

export interface SidebarProps {
  readonly scene: Scene;
  readonly page: Page;
  readonly onPage: (page: Page) => void;
  /** To the settings of call forwarding. */
  readonly onForwarding: () => void;
  readonly act: Act;
}

/** Status, pages, the live call and oneself. */
export function Sidebar({ scene, page, onPage, onForwarding, act }: SidebarProps): JSX.Element {
  const { say, number } = useWords();
  const { session, health } = scene.view;
  return (
    <div class="sidebar" data-pane>
      <Status session={session} warnings={health.warnings} act={act} />
      <nav class="nav" aria-label={say('shell.pages')}>
        {pagesOf(scene.view).map(({ page: target, icon }) => {
          const label = say(`shell.${target}`);
          const badge = countOf(target, scene.view);
          const warned = target === 'diagnostics' && health.warnings > 0;
          return (
            <button
              key={target}
              type="button"
              class="nav-entry"
              title={label}
              onClick={() => onPage(target)}
              {...(target === page ? { 'aria-current': 'page' } : {})}
              {...(badge > 0 ? { 'aria-label': badgeName(target, label, badge, say) } : {})}
              {...(warned ? { 'aria-label': say('shell.warned', { page: label, count: health.warnings }) } : {})}
            >
              <Icon name={icon} />
              <span class="nav-label">{label}</span>
              {badge > 0 && (
                <span class={`badge numbers${target === 'messages' ? ' badge-accent' : ''}`}>
                  {badge > most ? say('shell.many', { most }) : number(badge)}
                </span>
              )}
              {warned && (
                <span class="nav-warning">
                  <Icon name="warning" size="small" />
                </span>
              )}
            </button>
          );
        })}
      </nav>
      <div class="sidebar-foot">
        <LiveCall scene={scene} />
        <Account
          user={session.user}
          presence={scene.view.ownPresence}
          ringing={scene.view.ringing}
          routing={scene.view.routing}
          act={act}
          onForwarding={onForwarding}
          onHelp={() => onPage('help')}
        />
      </div>
    </div>
  );
}

/** How much of the page nobody has looked at yet. */
function countOf(page: Page, { missedUnseen, messages }: AppView): number {
  if (page === 'messages') return messages.unread;
  return page === 'calls' ? missedUnseen : 0;
}

function badgeName(page: Page, label: string, count: number, say: Words['say']): string {
  return say(page === 'messages' ? 'shell.unread' : 'shell.missed', { page: label, count });
}
