import type { Log } from '../ports.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import type { Store } from '../store.ts';
import { decodeCommunication } from '../ucwa/decode/communication.ts';
import type { Policies } from '../ucwa/decode/policies.ts';
import { isRelOf, usedRels } from '../ucwa/rels.ts';
import type { Resource } from '../ucwa/resource.ts';
import { placeOf } from './place.ts';
import { type ReaderDeps, readDelegators, readPolicies } from './reader.ts';
import { type CallingModel, noCalling } from './state.ts';

/** What the session says of what the user can begin. */
export interface Communicated {
  readonly communication: Resource;
  /** What its hrefs resolve against. */
  readonly base: string;
  /** Of the application, as the server wrote them; null where it has none. */
  readonly policies: string | null;
  readonly groups: string | null;
}

export interface CallingDeps {
  readonly log: Log;
  readonly store: Store<{ readonly calling: CallingModel }>;
  readonly perform: ReaderDeps['perform'];
  readonly resolve: (href: string | null, base: string) => string | null;
}

/** Follows what calls the server takes from the user, and what has to be known for them. */
export interface CallingSlice {
  /** `communication` was read, at the beginning or because it changed. */
  communicated(said: Communicated): void;
  /** The administrator changed what they say. */
  take(event: CompleteEvent): void;
  /** Somebody else may sign in next. */
  forget(): void;
}

export function createCallingSlice({ log, store, perform, resolve }: CallingDeps): CallingSlice {
  /** What was asked for last; what earlier questions bring does not count. */
  let asked = '';

  function change(calling: Partial<CallingModel>): void {
    store.change({ calling: { ...store.model.calling, ...calling } });
  }

  function obey({ emergency, voicemail }: Policies): void {
    change({ emergency, voicemail });
  }

  async function readMore(deps: ReaderDeps, name: string, policies: string | null, groups: string | null) {
    const [said, delegators] = await Promise.all([
      policies === null ? null : readPolicies(deps, policies),
      groups === null ? [] : readDelegators(deps, groups),
    ]);
    if (asked !== name) return;
    if ((policies !== null && said === null) || delegators === null) {
      log.info('what calls out need could not be read', { policies: said !== null });
      asked = '';
    }
    if (said !== null) obey(said);
    if (delegators !== null) change({ delegators });
  }

  return {
    communicated({ communication, base, policies, groups }) {
      const there = (href: string | null) => resolve(href, base);
      const { links, lisLocation, lisQuerySucceeded } = decodeCommunication(communication);
      const onBehalf = there(links.startAudioOnBehalfOfDelegator);
      change({
        startAudio: there(links.startAudio),
        startAudioVideo: there(links.startAudioVideo),
        startAudioVideoOnBehalfOfDelegator: there(links.startAudioVideoOnBehalfOfDelegator),
        startPhoneAudio: there(links.startPhoneAudio),
        startPhoneAudioOnBehalfOfDelegator: there(links.startPhoneAudioOnBehalfOfDelegator),
        startEmergencyCall: there(links.startEmergencyCall),
        startAudioOnBehalfOfDelegator: onBehalf,
        place: placeOf(lisLocation, lisQuerySucceeded),
      });
      const mine = { policies: there(policies), groups: onBehalf === null ? null : there(groups) };
      const name = JSON.stringify(mine);
      if (name === asked) return;
      asked = name;
      void readMore({ perform, resolve: there }, name, mine.policies, mine.groups);
    },
    take({ rel, resource }) {
      if (isRelOf('calling', rel) && resource !== null) obey(usedRels[rel].decode(resource));
    },
    forget() {
      asked = '';
      store.change({ calling: noCalling });
    },
  };
}
