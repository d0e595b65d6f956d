import { linksOf, type Resource, textOf } from '../resource.ts';

/** The instant messages of a conversation (UCWA reference: messaging). Hrefs are as the server wrote them. */
export interface Messaging {
  /** CallState, an open list: Connecting, Connected, Disconnecting, Disconnected, Transferring. */
  readonly state: string;
  /** Of Plain and Html, what both sides read. */
  readonly formats: readonly string[];
  readonly links: Readonly<Record<(typeof messagingRels)[number], string | null>>;
}

const messagingRels = [
  ...(['self', 'conversation', 'addMessaging', 'sendMessage', 'setIsTyping', 'stopMessaging'] as const),
  'typingParticipants',
] as const;

export function decodeMessaging(resource: Resource): Messaging {
  const formats = resource.properties.get('negotiatedMessageFormats');
  return {
    state: textOf(resource, 'state') ?? '',
    formats: (Array.isArray(formats) ? formats : [formats]).flatMap((one) => (typeof one === 'string' ? one : [])),
    links: linksOf(resource, messagingRels),
  };
}
