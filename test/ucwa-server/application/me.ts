/** The user as a resource: how the client makes itself available, says that it is alive, and sets presence. */
import { listField, refuseFields, textField } from '../http/fields.ts';
import { type Incoming, readJson, refuseBody } from '../http/incoming.ts';
import { conflict, forbidden, found, noContent, problem, type Reply } from '../http/reply.ts';
import type { Property, Resource } from '../http/representation.ts';
import type { Application } from './application.ts';
import { modalityRules } from './communication.ts';

const makeMeAvailableRules = {
  ...modalityRules,
  signInAs: { kind: 'choice', of: ['Online', 'Busy', 'DoNotDisturb', 'BeRightBack', 'Away', 'Offwork'] },
  inactiveTimeout: { kind: 'span' },
} as const;

const presenceRules = {
  availability: { kind: 'choice', of: ['Online', 'Busy', 'DoNotDisturb', 'BeRightBack', 'Away', 'Offwork', 'Offline'] },
} as const;

export class Me {
  readonly #application: Application;
  #available = false;
  #availability = 'Offline';
  readonly #texts = { note: '', location: '' };

  constructor(application: Application) {
    this.#application = application;
    application.add('me', { rel: 'me', methods: { GET: () => found(this.resource()) } });
    application.add('me/phones', { rel: 'phones', methods: { GET: () => this.#phones() } });
    application.add('me/makeMeAvailable', {
      rel: 'makeMeAvailable',
      methods: { POST: (incoming: Incoming) => this.#makeAvailable(incoming) },
    });
    application.add('me/reportMyActivity', {
      rel: 'reportMyActivity',
      methods: { POST: (incoming: Incoming) => this.#reportActivity(incoming) },
    });
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
      links: { self: path('me'), ...(this.#available ? after : before) },
    };
  }

  /** The server takes the user's availability back, as it does along with `resume`. */
  forget(): void {
    this.#available = false;
    this.#availability = 'Offline';
  }

  /** Only who has a telephone has a list of them. */
  #phones(): Reply {
    const { number, others } = this.#application.phoneCalls.phone;
    if (number === null) return problem(403, { code: 'Forbidden', message: 'No Enterprise Voice.' });
    const phone = [{ number, type: ' Work' }, ...others].map((each, index) => ({
      rel: 'phone',
      properties: { ...each, includeInContactCard: true },
      links: { self: this.#application.path(`me/phones/${index}`) },
    }));
    return found({ rel: 'phones', links: { self: this.#application.path('me/phones') }, embedded: { phone } });
  }

  #makeAvailable(incoming: Incoming): Reply {
    const body = readJson(incoming);
    if (!body.ok) return body.reply;
    const wrong = refuseFields(body.value, makeMeAvailableRules);
    if (wrong !== null) return wrong;
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
    this.#availability = textField(body.value, 'signInAs') ?? 'Online';
    this.#application.communication.take(body.value);
    this.#addOwnResources();
    this.#application.madeAvailable();
    return noContent;
  }

  #addOwnResources(): void {
    const application = this.#application;
    const sender = { rel: 'me', href: application.path('me') };
    application.communication.announce();
    application.emit(sender, { link: sender, type: 'updated' }, 'medium');
    application.add('me/presence', {
      rel: 'presence',
      methods: {
        GET: () => this.#own('presence', { availability: this.#availability }),
        POST: (incoming) => this.#setPresence(incoming),
      },
    });
    for (const [rel, property] of [
      ['note', 'message'],
      ['location', 'location'],
    ] as const) {
      application.add(`me/${rel}`, {
        rel,
        methods: {
          GET: () => this.#own(rel, { [property]: this.#texts[rel] }),
          POST: (incoming) => this.#setText(incoming, rel, property),
        },
      });
    }
    for (const rel of ['presence', 'note', 'location']) {
      application.emit(sender, { link: { rel, href: application.path(`me/${rel}`) }, type: 'added' }, 'medium');
    }
  }

  #own(rel: string, properties: Readonly<Record<string, Property>>): Reply {
    return found({ rel, properties, links: { self: this.#application.path(`me/${rel}`) } });
  }

  #reportActivity(incoming: Incoming): Reply {
    const refused = refuseBody(incoming);
    if (refused !== null) return refused;
    this.#application.touch();
    if (this.#available) return noContent;
    return forbidden('reportMyActivity before makeMeAvailable', conflict('MakeMeAvailableRequired'));
  }

  #setPresence(incoming: Incoming): Reply {
    if (incoming.body.length > 0) {
      const body = readJson(incoming);
      if (!body.ok) return body.reply;
      const wrong = refuseFields(body.value, presenceRules);
      if (wrong !== null) return wrong;
      this.#availability = textField(body.value, 'availability') ?? this.#availability;
    }
    const link = { rel: 'presence', href: this.#application.path('me/presence') };
    this.#application.emit({ rel: 'me', href: this.#application.path('me') }, { link, type: 'updated' }, 'medium');
    return noContent;
  }

  #setText(incoming: Incoming, rel: 'note' | 'location', property: string): Reply {
    const body = readJson(incoming);
    if (!body.ok) return body.reply;
    const wrong = refuseFields(body.value, { [property]: { kind: 'text', max: rel === 'location' ? 60 : 500 } });
    if (wrong !== null) return wrong;
    this.#texts[rel] = textField(body.value, property) ?? '';
    return noContent;
  }
}
