/** The `communication` resource: what the client can do, updated by a guarded PUT, and the sender of every call's events. */
import { randomBytes, randomUUID } from 'node:crypto';
import { type FieldRules, listField, refuseFields, textField } from '../http/fields.ts';
import { type Incoming, readJson, refuseQuery } from '../http/incoming.ts';
import { badParameter, forbidden, found, problem, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { Application } from './application.ts';
import type { CallingMeans } from './calling-means.ts';

/** Fields that makeMeAvailable and a PUT to communication share. */
export const modalityRules = {
  supportedModalities: {
    kind: 'choices',
    of: ['Audio', 'Video', 'PhoneAudio', 'Messaging', 'ApplicationSharing', 'DataCollaboration', 'PanoramicVideo'],
  },
  supportedMessageFormats: { kind: 'choices', of: ['Plain', 'Html'] },
  audioPreference: { kind: 'choice', of: ['PhoneAudio', 'VoipAudio'] },
  phoneNumber: { kind: 'text', max: 100 },
  voipFallbackToPhoneAudioTimeOut: { kind: 'span' },
} as const satisfies FieldRules;

/** A PUT sends the whole object back, with what the server put into it. */
const putRules: FieldRules = {
  ...modalityRules,
  rel: { kind: 'anything' },
  etag: { kind: 'anything' },
  lisLocation: { kind: 'anything' },
  lisQueryResult: { kind: 'choice', of: ['Succeeded', 'Failed'] },
  conversationHistory: { kind: 'choice', of: ['None', 'Disabled', 'Enabled'] },
  _links: { kind: 'anything' },
  _embedded: { kind: 'anything' },
};

const guidSentence = 'please pass this in a PUT request';

export class Communication {
  readonly #application: Application;
  readonly #mediaLinks: () => Readonly<Record<string, string>>;
  readonly #calling: CallingMeans;
  readonly #guid = randomUUID();
  #etag = newEtag();
  #modalities: readonly string[] | undefined;
  #formats: readonly string[] | undefined;
  #audioPreference: string | undefined;
  #phoneNumber: string | undefined;
  /** Paths of the conversations there are. */
  readonly conversations = new Set<string>();

  constructor(application: Application, mediaLinks: () => Readonly<Record<string, string>>, calling: CallingMeans) {
    this.#calling = calling;
    this.#application = application;
    this.#mediaLinks = mediaLinks;
    const { GET, PUT } = { GET: () => found(this.resource()), PUT: (incoming: Incoming) => this.#put(incoming) };
    application.add('communication', { rel: 'communication', methods: { GET, PUT } });
    application.add('communication/conversations', {
      rel: 'conversations',
      methods: { GET: (incoming) => this.#listConversations(incoming) },
    });
  }

  /** Itself as the sender of events. */
  get sender(): { rel: string; href: string } {
    return { rel: 'communication', href: this.#application.path('communication') };
  }

  /** Where the client wants the user's telephone to be rung. */
  get phoneNumber(): string | undefined {
    return this.#phoneNumber;
  }

  get modalities(): readonly string[] {
    return this.#modalities ?? [];
  }

  resource(): Resource {
    const path = (name: string): string => this.#application.path(`communication/${name}`);
    return {
      rel: 'communication',
      properties: {
        [this.#guid]: guidSentence,
        supportedModalities: this.#modalities,
        supportedMessageFormats: this.#formats,
        audioPreference: this.#audioPreference,
        phoneNumber: this.#phoneNumber,
        conversationHistory: 'Disabled',
        lisLocation: this.#calling.lisLocation ?? undefined,
        lisQueryResult: this.#calling.lisLocation === null ? undefined : 'Succeeded',
        etag: this.#etag,
      },
      links: {
        self: this.sender.href,
        conversations: `${path('conversations')}?filter=active`,
        ...this.#application.pastCalls.links,
        ...this.#mediaLinks(),
        ...Object.fromEntries(this.#calling.links.map((rel) => [rel, path(rel)])),
      },
    };
  }

  /** Takes over checked fields; the etag changes. */
  take(fields: ReadonlyMap<string, unknown>): void {
    this.#modalities = listField(fields, 'supportedModalities') ?? this.#modalities;
    this.#formats = listField(fields, 'supportedMessageFormats') ?? this.#formats;
    this.#audioPreference = textField(fields, 'audioPreference') ?? this.#audioPreference;
    this.#phoneNumber = textField(fields, 'phoneNumber') ?? this.#phoneNumber;
    this.#etag = newEtag();
  }

  /** Tells the client that this resource changed. */
  announce(): void {
    const { sender } = this;
    this.#application.emit(sender, { link: sender, type: 'updated', embedded: this.resource() }, 'medium');
  }

  #listConversations(incoming: Incoming): Reply {
    const conversation = [...this.conversations].map((href) => ({ href }));
    const links = { self: this.#application.path('communication/conversations'), conversation };
    return refuseQuery(incoming, ['filter']) ?? found({ rel: 'conversations', links });
  }

  #put(incoming: Incoming): Reply {
    const condition = incoming.headers['if-match'];
    if (condition === undefined) {
      const error = { code: 'PreconditionRequired', message: 'If-Match is missing.' };
      return forbidden('PUT without If-Match', problem(428, error));
    }
    if (condition !== `"${this.#etag}"`)
      return problem(412, { code: 'PreconditionFailed', message: 'The etag is stale.' });
    const body = readJson(incoming);
    if (!body.ok) return body.reply;
    if (body.value.get(this.#guid) !== guidSentence) return badParameter(this.#guid, 'must be passed as it was read');
    const wrong = refuseFields(body.value, { ...putRules, [this.#guid]: { kind: 'anything' } });
    if (wrong !== null) return wrong;
    this.take(body.value);
    this.announce();
    return found(this.resource());
  }
}

function newEtag(): string {
  return randomBytes(4).readUInt32BE().toString();
}
