import { offerHref } from '../fixtures/call.ts';

/** What the server holds to be true of one call; `lost`: it rang in an application that is gone, and rings there for nobody. */
export interface ScriptedCall {
  readonly name: string;
  readonly threadId: string;
  state: 'ringing' | 'talking' | 'ended' | 'lost';
  endedAt: number;
  /** The client acknowledged events about it. */
  told: boolean;
  invitation: string;
  conversation: string;
  /** How often it was answered here, before the server had refused it. */
  accepted: number;
  /** Another one took its place: it has no row in the history. */
  gaveWay?: true;
  /** The call that goes away once this one is taken, and how the invitation says so. */
  readonly replaces?: { readonly call: ScriptedCall; readonly by: 'replacesAudioVideo' | 'derivedConversation' };
}

export function invitationOf(call: ScriptedCall): object {
  const { name, threadId, state, invitation: path, conversation } = call;
  const pending = {
    acceptWithAnswer: { href: `${path}/acceptWithAnswer` },
    decline: { href: `${path}/decline` },
  };
  const word = { ringing: 'Connecting', talking: 'Connected', ended: 'Cancelled', lost: 'Cancelled' }[state];
  return {
    rel: 'audioVideoInvitation',
    direction: 'Incoming',
    state: word,
    threadId,
    _links: {
      self: { href: path },
      conversation: { href: conversation },
      audioVideo: { href: `${conversation}/audioVideo` },
      mediaOffer: { href: offerHref },
      ...(state === 'ringing' ? pending : {}),
      ...(call.replaces === undefined ? {} : replacedBy(call.replaces)),
    },
    _embedded: { from: { rel: 'participant', name, uri: `sip:${name}@contoso.com` } },
  };
}

function replacedBy({ call: { conversation }, by }: NonNullable<ScriptedCall['replaces']>): object {
  return { [by]: { href: by === 'derivedConversation' ? conversation : `${conversation}/audioVideo` } };
}

export function conversationOf({ threadId, state, invitation, conversation }: ScriptedCall): object {
  return {
    rel: 'conversation',
    state: state === 'talking' ? 'Connected' : state === 'ringing' ? 'Incoming' : 'Disconnected',
    threadId,
    _links: {
      self: { href: conversation },
      audioVideo: { href: `${conversation}/audioVideo` },
      audioVideoInvitation: { href: invitation },
    },
  };
}

export function audioVideoOf({ state, conversation }: ScriptedCall): object {
  const self = `${conversation}/audioVideo`;
  const word = { ringing: 'Connecting', talking: 'Connected', ended: 'Disconnected', lost: 'Disconnected' }[state];
  return {
    rel: 'audioVideo',
    state: word,
    _links: { self: { href: self }, ...(state === 'talking' ? { stopAudioVideo: { href: `${self}/terminate` } } : {}) },
  };
}

function event(type: string, rel: string, href: string, body?: object, more: object = {}): object {
  return { link: { rel, href }, type, ...(body === undefined ? {} : { _embedded: { [rel]: body } }), ...more };
}

export const events = {
  started: (call: ScriptedCall, embed: boolean): object[] => [
    event('started', 'audioVideoInvitation', call.invitation, embed ? invitationOf(call) : undefined),
    event('added', 'conversation', call.conversation, conversationOf(call)),
  ],
  accepted: (call: ScriptedCall, embed: boolean): object[] => [
    event('updated', 'audioVideo', `${call.conversation}/audioVideo`, embed ? audioVideoOf(call) : undefined),
    event('completed', 'audioVideoInvitation', call.invitation, invitationOf(call), { status: 'Success' }),
  ],
  failed: (call: ScriptedCall, subcode: string): object[] => [
    event('completed', 'audioVideoInvitation', call.invitation, invitationOf(call), {
      status: 'Failure',
      reason: { code: 'RemoteFailure', subcode },
    }),
    event('deleted', 'conversation', call.conversation),
  ],
  over: (call: ScriptedCall): object[] => [
    event('updated', 'audioVideo', `${call.conversation}/audioVideo`, audioVideoOf(call)),
    event('deleted', 'conversation', call.conversation),
  ],
};
