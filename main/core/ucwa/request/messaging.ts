import { type Operation, postJson } from './operation.ts';

/** What begins a conversation by message. */
export interface MessagingStart {
  /** `sip:` URI. */
  readonly to: string;
  /** Up to 50 characters, echoed by the invitation. */
  readonly operationId: string;
  /** Goes on with the thread of an earlier conversation. */
  readonly threadId: string | null;
  /** The first message. */
  readonly text: string;
}

/** Begins a conversation by message: POST, 201 with a messagingInvitation (UCWA reference: startMessaging). */
export function startMessaging(href: string, { to, operationId, threadId, text }: MessagingStart): Operation {
  return postJson(href, {
    to,
    operationId,
    ...(threadId === null ? {} : { threadId }),
    _links: { message: { href: messageUri(text) } },
  });
}

/** Adds messages to a conversation that has none: POST, 201 with a messagingInvitation (UCWA reference: addMessaging). */
export function addMessaging(href: string, operationId: string, text: string): Operation {
  return postJson(href, { operationId, _links: { message: { href: messageUri(text) } } });
}

/** Sends a message: POST, 201; whether it was delivered comes by the event channel (UCWA reference: sendMessage). */
export function sendMessage(href: string, operationId: string, text: string): Operation {
  return {
    method: 'POST',
    href,
    query: { operationId },
    headers: { 'content-type': 'text/plain;charset=utf-8' },
    body: text,
  };
}

/** Tells the others that the user types: POST, 204; the server forgets it within seconds (UCWA reference: setIsTyping). */
export function setIsTyping(href: string): Operation {
  return { method: 'POST', href };
}

/** Ends the messages of a conversation for this user: POST, 204 (UCWA reference: stopMessaging). */
export function stopMessaging(href: string): Operation {
  return { method: 'POST', href };
}

/** Text as an ExternalResource; the server reads it as a form, in which a space is a plus or an escape. */
function messageUri(text: string): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
}
