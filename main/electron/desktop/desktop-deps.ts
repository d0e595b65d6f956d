import type { WebContents } from 'electron';
import type { Words } from '../../../preload/contract/index.ts';
import type { Phone } from '../../core/phone.ts';
import type { Clock, Records, Urls } from '../../core/ports.ts';
import type { VouchedPlaces } from '../consent/vouched-places.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import type { RightOfWay } from '../right-of-way.ts';
import type { Shell } from '../start/shell.ts';

/** What the desktop is made from. */
export interface DesktopDeps {
  readonly shell: Shell;
  readonly phone: Phone;
  readonly clock: Clock;
  readonly records: Records;
  readonly urls: Urls;
  readonly words: Words;
  /** Where a sign-in may go without a question. */
  readonly places: VouchedPlaces;
  readonly way: RightOfWay;
  /** Linux; null elsewhere and where there is none. */
  readonly bus: SessionBus | null;
  /** Whether a page belongs to the organization's sign-in, not to the app. */
  isSignInPage(contents: WebContents): boolean;
  /** Ends the app, because the user wants it. */
  quit(): void;
}
