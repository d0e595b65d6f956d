import { type CommandType, type Feature, features } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused } from '../commands.ts';
import type { Policy } from './policy.ts';

/** What a feature is made of. */
interface FeatureParts {
  /** Links of the server that it begins with: without them nothing offers it. */
  readonly rels: readonly string[];
  readonly commands: readonly CommandType[];
}

/** Nothing of a call without pictures is among it, and nothing of calls to the emergency service: they always work. */
const parts: Readonly<Record<Feature, FeatureParts>> = {
  messages: {
    rels: ['startMessaging', 'addMessaging', 'sendMessage', 'setIsTyping'],
    commands: ['send-message', 'send-again', 'reply-with-message', 'keep-reply', 'open-thread', 'write-to-caller'],
  },
  meetings: {
    rels: ['joinOnlineMeeting', 'startOnlineMeeting', 'addParticipant', 'escalateAudio', 'escalateAudioVideo'],
    commands: ['join-meeting', 'start-meeting', 'add-person', 'make-meeting'],
  },
  video: {
    rels: ['startAudioVideo', 'startAudioVideoOnBehalfOfDelegator', 'startVideo', 'addVideo', 'escalateAudioVideo'],
    commands: ['answer-with-video', 'preview-video', 'start-video', 'show-video'],
  },
  ownPhones: {
    rels: [
      ...['startPhoneAudio', 'startPhoneAudioOnBehalfOfDelegator', 'addPhoneAudio'],
      ...['acceptWithPhoneAudio', 'replaceWithPhoneAudio'],
    ],
    commands: ['answer-by-phone', 'call-by-phone', 'go-on-by-phone', 'join-by-phone', 'choose-own-phone'],
  },
  historyExport: { rels: [], commands: ['export-history'] },
};

/** What the administrator took away. */
export function featuresOff(policy: Pick<Policy, 'features'>): readonly Feature[] {
  return features.filter((feature) => policy.features[feature] === false);
}

/** Whoever asks for something that is off is refused by name, whichever way they asked. */
export function withoutFeatures<Handlers extends CommandHandlers<never>>(
  handlers: Handlers,
  off: readonly Feature[],
): Handlers {
  const kept: Record<string, unknown> = { ...handlers };
  for (const type of off.flatMap((feature) => parts[feature].commands)) kept[type] = () => refused('locked');
  return kept as Handlers;
}

/** The links that the app is not to see. */
export function relsOff(off: readonly Feature[]): ReadonlySet<string> {
  return new Set(off.flatMap((feature) => parts[feature].rels));
}
