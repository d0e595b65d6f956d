import { invitationBody, invitationEvent } from '../../unit/core/fixtures/call.ts';
import { audioVideoInvitation } from '../../unit/core/fixtures/seed-pages.ts';

const people = '/ucwa/oauth/v1/applications/101/people';
const conversations = '/ucwa/oauth/v1/applications/101/communication/conversations';

/** An answer of the event channel of about a megabyte: invitations as the reference has them, each with all its participants. */
export function invitationsText(characters = 1 << 20): string {
  const event = {
    type: 'started',
    link: { rel: 'audioVideoInvitation', href: '/i' },
    _embedded: { audioVideoInvitation },
  };
  const count = Math.ceil(characters / JSON.stringify(event).length);
  return batchText(
    Array.from({ length: count }, (_, index) => ({ ...event, link: { ...event.link, href: `/i/${index}` } })),
  );
}

/** An answer with so many small events, as a large team sends when its day begins; `last` comes after them. */
export function stormText(count: number, last: object): string {
  const events = Array.from({ length: count - 1 }, (_, index) => small(index));
  return batchText([...events, last]);
}

/** The invitation at the end of a storm. */
export function stormInvitation(id: number): object {
  const path = `/ucwa/oauth/v1/applications/101/communication/audioVideoInvitations/${id}`;
  return invitationEvent('started', invitationBody({ path }), {}, path);
}

function small(index: number): object {
  const conversation = `${conversations}/${index}`;
  switch (index % 5) {
    case 0:
      return { type: 'updated', link: { rel: 'contactPresence', href: `${people}/user${index}@contoso.com/presence` } };
    case 1: {
      const resource = { rel: 'conversation', state: 'Connected', _links: { self: { href: conversation } } };
      return {
        type: 'updated',
        link: { rel: 'conversation', href: conversation },
        _embedded: { conversation: resource },
      };
    }
    case 2: {
      const href = `${conversation}/audioVideo`;
      const resource = { rel: 'audioVideo', state: 'Connected', _links: { self: { href } } };
      return { type: 'updated', link: { rel: 'audioVideo', href }, _embedded: { audioVideo: resource } };
    }
    case 3:
      return {
        type: 'deleted',
        link: { rel: 'participant', href: `${conversation}/participants/1` },
        in: { rel: 'participants', href: `${conversation}/participants` },
      };
    default:
      return { type: 'updated', link: { rel: 'contactNote', href: `${people}/user${index}@contoso.com/note` } };
  }
}

function batchText(events: readonly object[]): string {
  return JSON.stringify({
    _links: {
      self: { href: '/ucwa/oauth/v1/applications/101/events?ack=1' },
      next: { href: '/ucwa/oauth/v1/applications/101/events?ack=2' },
    },
    sender: [{ rel: 'communication', href: '/ucwa/oauth/v1/applications/101/communication', events }],
  });
}
