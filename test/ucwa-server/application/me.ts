/** The user as a resource: how the client makes itself available, says that it is alive, and sets presence. */
import { listField, readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseBody, refuseQuery } from '../http/incoming.ts';
import { conflict, forbidden, found, noContent, problem, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import { addNumberChanges } from '../phone/number-changes.ts';
import type { Application } from './application.ts';
import { modalityRules } from './communication.ts';
import { type OwnPart, type OwnPresence, type OwnStanding, ownPresences } from './own-standing.ts';

const makeMeAvailableRules = {
  ...modalityRules,
  signInAs: { kind: 'choice', of: ['Online', 'Busy', 'DoNotDisturb', 'BeRightBack', 'Away', 'Offwork'] },
  inactiveTimeout: { kind: 'span' },
} as const;

const presenceRules = { availability: { kind: 'choice', of: Object.keys(ownPresences) } } as const;
const longest = { note: 500, location: 60 } as const;
const availableFirst = conflict('MakeMeAvailableRequired');

export class Me {
  readonly #application: Application;
  #available = false;
  readonly #standing: OwnStanding;

  constructor(application: Application, standing: OwnStanding) {
    this.#application = application;
    this.#standing = standing;
    standing.onChange((part) => this.#announce(part, 'updated'));
    application.add('me', { rel: 'me', methods: { GET: () => found(this.resource()) } });
    application.add('me/phones', { rel: 'phones', methods: { GET: () => this.#phones() } });
    addNumberChanges(application);
    application.add('me/makeMeAvailable', {
      rel: 'makeMeAvailable',
      methods: { POST: (incoming: Incoming) => this.#makeAvailable(incoming) },
    });
    application.add('me/reportMyActivity', {
      rel: 'reportMyActivity',
      methods: { POST: (incoming: Incoming) => this.#reportActivity(incoming) },
    });
    this.#addOwn('presence', (incoming) => this.#setPresence(incoming));
    for (const part of ['note', 'location'] as const) this.#addOwn(part, (incoming) => this.#setText(incoming, part));
  }

  /** True once makeMeAvailable took effect. */
  get available(): boolean {
    return this.#available;
  }

  resource(): Resource {
    const { path, account } = {
      path: (name: string) => this.#application.path(name),
      account: this.#application.account,
    };
    const before = { makeMeAvailable: path('me/makeMeAvailable') };
    const after = {
      ...(this.#application.phoneCalls.phone.number !== null && { phones: path('me/phones') }),
      presence: path('me/presence'),
      note: path('me/note'),
      location: path('me/location'),
      reportMyActivity: path('me/reportMyActivity'),
    };
    return {
      rel: 'me',
      properties: {
        name: account.displayName,
        uri: `sip:${account.address}`,
        title: account.title,
        emailAddresses: [account.address],
      },
      links: {
        self: path('me'),
        ...(this.#application.forwarding.rights.offered && {
          callForwardingSettings: path('me/callForwardingSettings'),
        }),
        ...(this.#available ? after : before),
      },
    };
  }

  /** The server takes the user's availability back, as it does along with `resume`. */
  forget(): void {
    this.#available = false;
  }

  /** Only who has a telephone has a list of them. */
  #phones(): Reply {
    const { number, others } = this.#application.phoneCalls.phone;
    if (number === null) return problem(403, { code: 'Forbidden', message: 'No Enterprise Voice.' });
    const phone = [{ number, type: ' Work' }, ...others].map((each, index) => ({
      rel: 'phone',
      properties: { ...each, includeInContactCard: true },
      links: {
        self: this.#application.path(`me/phones/${index}`),
        // The number at work is the one that the server routes by.
        ...(index > 0 && { changeNumber: this.#application.path(`me/phones/${index}/changeNumber`) }),
      },
    }));
    return found({ rel: 'phones', links: { self: this.#application.path('me/phones') }, embedded: { phone } });
  }

  #makeAvailable(incoming: Incoming): Reply {
    const body = readFields(incoming, makeMeAvailableRules);
    if (!body.ok) return body.reply;
    if (this.#available) return conflict('AlreadyExists');
    const refused = listField(body.value, 'supportedModalities')?.find((modality) =>
      this.#application.account.refusedModalities.includes(modality),
    );
    if (refused !== undefined) {
      const message = `${refused} is not allowed for this user.`;
      return problem(403, { code: 'Forbidden', subcode: 'OperationNotSupported', message });
    }
    this.#application.touch();
    this.#available = true;
    const signInAs = textField(body.value, 'signInAs');
    if (signInAs !== undefined) this.#standing.setPresence(signInAs as OwnPresence);
    this.#application.communication.take(body.value);
    this.#announceOwn();
    this.#application.madeAvailable();
    return noContent;
  }

  #announceOwn(): void {
    const application = this.#application;
    const sender = { rel: 'me', href: application.path('me') };
    application.communication.announce();
    application.emit(sender, { link: sender, type: 'updated' }, 'medium');
    for (const part of ['presence', 'note', 'location'] as const) this.#announce(part, 'added');
  }

  #announce(rel: OwnPart, type: 'added' | 'updated'): void {
    if (!this.#available) return;
    const link = { rel, href: this.#application.path(`me/${rel}`) };
    this.#application.emit({ rel: 'me', href: this.#application.path('me') }, { link, type }, 'medium');
  }

  /** Before the user is available, there is nothing of it (UCWA reference: 409 MakeMeAvailableRequired). */
  #addOwn(rel: OwnPart, set: (incoming: Incoming) => Reply): void {
    this.#application.add(`me/${rel}`, {
      rel,
      methods: {
        GET: (incoming) => (this.#available ? (refuseQuery(incoming, []) ?? found(this.#own(rel))) : availableFirst),
        POST: (incoming) => (this.#available ? set(incoming) : availableFirst),
      },
    });
  }

  #own(rel: OwnPart): Resource {
    const { presence, note, location } = this.#standing;
    const links = { self: this.#application.path(`me/${rel}`) };
    const properties = { presence, note, location: { location } }[rel];
    return { rel, properties, links };
  }

  #reportActivity(incoming: Incoming): Reply {
    const refused = refuseBody(incoming);
    if (refused !== null) return refused;
    this.#application.touch();
    if (this.#available) return noContent;
    return forbidden('reportMyActivity before makeMeAvailable', conflict('MakeMeAvailableRequired'));
  }

  #setPresence(incoming: Incoming): Reply {
    if (incoming.body.length === 0) {
      this.#standing.setPresence(null);
      return noContent;
    }
    const body = readFields(incoming, presenceRules);
    if (!body.ok) return body.reply;
    this.#standing.setPresence((textField(body.value, 'availability') as OwnPresence | undefined) ?? null);
    return noContent;
  }

  #setText(incoming: Incoming, part: 'note' | 'location'): Reply {
    const property = part === 'note' ? 'message' : 'location';
    const body = readFields(incoming, { [property]: { kind: 'words', max: longest[part] } });
    if (!body.ok) return body.reply;
    const text = textField(body.value, property) ?? '';
    if (part === 'note') this.#standing.setNote(text);
    else this.#standing.setLocation(text);
    return noContent;
  }
}
