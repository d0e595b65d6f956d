import type { AppView, PageName, PersonView, SettingsSection } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import type { IconName } from '../../components/icons/icon-paths.ts';
import type { Dial } from '../../hooks/use-dial.ts';

/** Where the palette leads in its window, and what it does there. */
export interface PaletteWays {
  readonly act: Act;
  readonly dial: Dial;
  /** The pages that there are, in their order. */
  readonly pages: readonly { readonly page: PageName; readonly icon: IconName }[];
  readonly onPage: (page: PageName) => void;
  readonly onSection: (section: SettingsSection) => void;
  readonly onPerson: (person: PersonView) => void;
  /** Null where the server takes no messages. */
  readonly onWrite: ((to: string) => void) | null;
  readonly onNewMessage: (() => void) | null;
}

/** Calls a number or an address; null where nothing can be called. */
export function callTo({ calling }: Pick<AppView, 'calling'>, dial: Dial): ((to: string) => void) | null {
  if (!calling.audio && !calling.phoneAudio) return null;
  return (to) => dial.call({ to, from: 'palette', ...(calling.audio ? {} : { how: 'by-phone' }) });
}
