import { useState } from 'preact/hooks';
import type { DialLink, PageRequest, PersonView, SettingsSection } from '../../../preload/contract/index.ts';
import type { CallsTab } from '../calls/call-tabs.tsx';
import type { Page } from './sidebar.tsx';

/** Where in the main window the user is, and how they get elsewhere. */
export interface Place {
  readonly page: Page;
  readonly section: SettingsSection;
  readonly tab: CallsTab;
  /** Whom the page of people is to show first. */
  readonly sought: PersonView | null;
  /** The box to dial in is to have the focus. */
  readonly wantsDial: boolean;
  /** What another program put into it. */
  readonly link: DialLink | null;
  goTo(page: Page): void;
  goToTab(tab: CallsTab): void;
  goToDial(): void;
  goToSection(section: SettingsSection): void;
  goToPerson(person: PersonView): void;
  /** What was asked for outside of the window. */
  goToRequested(request: PageRequest): void;
  dialReached(): void;
  linkOver(): void;
}

export function usePlace(): Place {
  const [page, setPage] = useState<Page>('calls');
  const [section, setSection] = useState<SettingsSection>('ringing');
  const [tab, setTab] = useState<CallsTab>('all');
  const [sought, setSought] = useState<PersonView | null>(null);
  const [wantsDial, setWantsDial] = useState(false);
  const [link, setLink] = useState<DialLink | null>(null);
  const goTo = (next: Page): void => {
    setSection('ringing');
    setSought(null);
    if (next !== 'calls') setTab('all');
    setPage(next);
  };
  const goToDial = (): void => {
    goTo('calls');
    setWantsDial(true);
  };
  return {
    ...{ page, section, tab, sought, wantsDial, link, goTo, goToDial },
    goToTab: setTab,
    goToSection(wanted) {
      setSection(wanted);
      setPage('settings');
    },
    goToPerson(person) {
      goTo('people');
      setSought(person);
    },
    goToRequested(request) {
      if (typeof request === 'object') {
        setLink(request);
        goToDial();
        return;
      }
      goTo(request === 'missed-calls' ? 'calls' : request);
      if (request === 'missed-calls') setTab('missed');
    },
    dialReached: () => setWantsDial(false),
    linkOver: () => setLink(null),
  };
}
