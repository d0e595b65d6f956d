import { decodeDataUri } from '../data-uri.ts';
import { dateOf, type Link, linkOf, linksOf, type Resource, textOf } from '../resource.ts';

/** What a message says, as it came: nothing in it is fit to show yet. */
export interface MessageBody {
  readonly format: 'plain' | 'html';
  readonly text: string;
}

/** One instant message (UCWA reference: message). Hrefs are as the server wrote them. */
export interface Message {
  readonly direction: 'incoming' | 'outgoing';
  /** Only of one that this user sent: the id that was sent with it. */
  readonly operationId: string | null;
  /** Of an outgoing one, an open list: Pending, Succeeded, Failed. */
  readonly status: string | null;
  /** In ms since 1970. */
  readonly at: number | null;
  readonly body: MessageBody | null;
  /** Who wrote it. */
  readonly participant: Link | null;
  /** Who did not get it. */
  readonly failedDelivery: readonly Link[];
  readonly links: Readonly<Record<(typeof messageRels)[number], string | null>>;
}

const messageRels = ['self', 'contact', 'messaging'] as const;

export function decodeMessage(resource: Resource): Message {
  return {
    direction: textOf(resource, 'direction') === 'Outgoing' ? 'outgoing' : 'incoming',
    operationId: textOf(resource, 'operationId'),
    status: textOf(resource, 'status'),
    at: dateOf(resource, 'timeStamp'),
    body: bodyOf(resource, 'plainMessage') ?? bodyOf(resource, 'htmlMessage'),
    participant: resource.links.get('participant')?.[0] ?? null,
    failedDelivery: resource.links.get('failedDeliveryParticipant') ?? [],
    links: linksOf(resource, messageRels),
  };
}

/** A link as recorded servers write it, or the property that the reference lists too. */
function bodyOf(resource: Resource, name: 'plainMessage' | 'htmlMessage'): MessageBody | null {
  return decodeMessageBody(linkOf(resource, name) ?? textOf(resource, name));
}

/** Reads a `data:` URI of plain text or HTML; null for anything else. */
export function decodeMessageBody(uri: string | null): MessageBody | null {
  const data = uri === null ? null : decodeDataUri(uri);
  switch (data?.mediaType) {
    case 'text/plain':
    // RFC 2397 section 2: what says nothing is plain text.
    case '':
      return { format: 'plain', text: data.text };
    case 'text/html':
      return { format: 'html', text: data.text };
    default:
      return null;
  }
}
