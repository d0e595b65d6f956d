import { useEffect, useState } from 'preact/hooks';
import { dialledFor, type PartyView, type PeopleSummary, type PersonView } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';

/** Somebody who can be called or written to, offered while one types. */
export interface Suggestion {
  readonly label: string;
  readonly initials: string;
  /** The number or address that is called, as people write it; null where it is the label. */
  readonly number: string | null;
  /** What a call, or a message, to them is given. */
  readonly to: string;
}

/** Who knows whom could be meant: the history, the contacts, the company directory. */
export interface Suggesting {
  /** Of those who cannot be written to nobody is suggested; absent: whoever can be called. */
  readonly for?: 'messages';
  readonly people: PeopleSummary;
  readonly act: Act;
  readonly ask: Ask;
}

/** As many as fit below the box. */
const most = 8;

const nobody = { recent: [], people: [] } as const;

interface Found {
  readonly recent: readonly PartyView[];
  readonly people: readonly PersonView[];
}

/** Who could be meant by what is typed; nobody while it is not wanted. Who was talked to comes first. */
export function useSuggestions(text: string, wanted: boolean, suggesting: Suggesting): readonly Suggestion[] {
  const { ask, people } = suggesting;
  const [found, setFound] = useState<Found>(nobody);
  useDirectory(text, wanted, suggesting);
  useEffect(() => {
    if (!wanted) {
      setFound(nobody);
      return;
    }
    let isOver = false;
    const questions = [
      ask({ type: 'recent-parties', text }),
      ask({ type: 'people-search', text, limit: most }),
    ] as const;
    void Promise.all(questions).then(([recent, known]) => {
      if (isOver) return;
      setFound({ recent: recent.ok ? recent.answer : [], people: known.ok ? known.answer.people : [] });
    });
    return () => {
      isOver = true;
    };
  }, [text, wanted, ask, people.revision]);
  const isReached = ({ to }: Suggestion): boolean => suggesting.for !== 'messages' || to.includes('@');
  const recent = found.recent.flatMap(suggestedParty).filter(isReached);
  const others = found.people.flatMap(suggestedPerson).filter(isReached);
  const news = others.filter(({ label, to }) => !recent.some((one) => one.label === label || one.to === to));
  return [...recent, ...news].slice(0, most);
}

/** Has the directory asked too, where there is one; what it finds comes with a later revision. */
export function useDirectory(text: string, wanted: boolean, { act, people }: Pick<Suggesting, 'act' | 'people'>): void {
  const seeks = wanted && text !== '' && people.directory.state !== 'none';
  useEffect(() => {
    if (seeks) void act({ type: 'search-directory', text });
  }, [seeks, text, act]);
  useEffect(() => {
    if (!seeks) return undefined;
    return () => void act({ type: 'search-directory', text: '' });
  }, [seeks, act]);
}

function suggestedParty(party: PartyView): readonly Suggestion[] {
  const to = dialledFor(party);
  return to === null ? [] : [{ label: party.label, initials: party.initials, number: party.number, to }];
}

/** By their address, so that the call reaches them wherever they are; else at the first number. */
function suggestedPerson({ label, initials, address, numbers }: PersonView): readonly Suggestion[] {
  const to = address ?? numbers[0]?.text ?? null;
  return to === null ? [] : [{ label, initials, number: to === label ? null : to, to }];
}
