import { ringingCalls } from '../../../preload/contract/index.ts';
import type { Phone } from '../../core/phone.ts';
import type { CallHook } from '../call-hook/call-hook.ts';
import type { Leftovers } from '../leftovers.ts';
import type { Notifier } from '../notifications/notifier.ts';
import type { RightOfWay } from '../right-of-way.ts';
import type { AppTray } from '../tray/tray.ts';
import type { Attention } from '../windows/attention.ts';
import type { DesktopEnvironment } from './desktop-environment.ts';
import type { Pages } from './pages.ts';

export interface FollowPhoneDeps {
  readonly phone: Pick<Phone, 'view' | 'subscribe' | 'desktopReported'>;
  readonly way: RightOfWay;
  readonly pages: Pages;
  readonly tray: AppTray;
  readonly notifier: Notifier;
  readonly leftovers: Leftovers;
  readonly environment: Pick<DesktopEnvironment, 'hasTray'>;
  readonly callHook: Pick<CallHook, 'follow'>;
  readonly attention: Attention;
}

/** Shows each change of the phone: in the pages, then by the windows themselves, then in the tray, by notifications and by the user's program. */
export function followPhone(deps: FollowPhoneDeps): void {
  const { phone, way, pages, tray, notifier, leftovers, environment, callHook, attention } = deps;

  function showAround(): void {
    pages.withdrawQuestion();
    const view = phone.view();
    tray.update(view);
    for (const { id: callId } of ringingCalls(view)) {
      phone.desktopReported({ type: 'rang', callId, path: 'tray', worked: environment.hasTray() });
    }
    notifier.update(view);
    attention.update(view.attention);
    leftovers.update(view.calls);
    callHook.follow();
  }

  onChange(phone, pages.push, () => {
    pages.windows.update(phone.view());
    way.yielding(showAround);
  });
  tray.update(phone.view());
}

/** The pages get their snapshots at once; the rest follows behind, once for all changes of a turn. */
function onChange(phone: Pick<Phone, 'subscribe'>, atOnce: () => void, behind: () => void): void {
  let due = false;
  phone.subscribe(() => {
    atOnce();
    if (due) return;
    due = true;
    setImmediate(() => {
      due = false;
      behind();
    });
  });
}
