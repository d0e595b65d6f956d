/** Call forwarding as resources, and what a client may ask of it (UCWA reference: callForwardingSettings and its like). */
import type { Application } from '../application/application.ts';
import { type FieldRules, numberField, refuseFields, textField } from '../http/fields.ts';
import { type Incoming, readJson, refuseBody, refuseQuery } from '../http/incoming.ts';
import { badParameter, conflict, forbidden, found, noContent, problem, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import { colleagues } from '../people.ts';
import type { Forwarding, ForwardingTarget, ForwardingWay } from './forwarding.ts';

const base = 'me/callForwardingSettings';
const noVoice = problem(403, { code: 'Forbidden', subcode: 'None', message: 'No Enterprise Voice.' });
const notAllowed = problem(403, {
  code: 'Forbidden',
  subcode: 'None',
  message: 'The administrator does not allow it.',
});
const guidSentence = 'please pass this in a PUT request';
const longestTarget = 80;

const target = { kind: 'text', max: longestTarget, required: true } as const;
const othersDelay = { kind: 'number', least: 0, most: 55 } as const;
const unansweredDelay = { kind: 'number', least: 5, most: 60 } as const;

/** What a PUT brings back besides what it changes. */
const putBack = { rel: { kind: 'anything' }, etag: { kind: 'anything' }, _links: { kind: 'anything' } } as const;

/** Makes the resources of the user's forwarding exist in an application. */
export function addForwarding(application: Application, forwarding: Forwarding): void {
  new ForwardingResources(application, forwarding).add();
}

class ForwardingResources {
  readonly #application: Application;
  readonly #forwarding: Forwarding;

  constructor(application: Application, forwarding: Forwarding) {
    this.#application = application;
    this.#forwarding = forwarding;
  }

  add(): void {
    const { immediate, simultaneous, unanswered } = this.#forwarding;
    this.#reads(
      '',
      'callForwardingSettings',
      () => this.#settings(),
      (incoming) => this.#putSettings(incoming),
    );
    this.#reads('immediateForwardSettings', 'immediateForwardSettings', () => this.#immediate());
    this.#reads(
      'simultaneousRingSettings',
      'simultaneousRingSettings',
      () => this.#simultaneous(),
      (incoming) => this.#putWay(incoming, simultaneous, othersDelay, ['None', 'Team', 'Delegates', 'Contact']),
    );
    this.#reads(
      'unansweredCallSettings',
      'unansweredCallSettings',
      () => (this.#isImmediate() ? notAllowed : this.#unanswered()),
      (incoming) => this.#putWay(incoming, unanswered, unansweredDelay, ['None', 'Voicemail', 'Contact']),
    );
    for (const [name, way] of Object.entries({ immediate, simultaneous, unanswered }))
      this.#add(`contact/${name}`, 'contact', { GET: () => this.#contact(name, way) });
    this.#operations();
  }

  #operations(): void {
    const { rights } = this.#forwarding;
    this.#posts('turnOffCallForwarding', {}, () => this.#turnOff());
    this.#posts('immediateForwardToVoicemail', {}, () => (rights.voicemail ? this.#forward('Voicemail') : notAllowed));
    this.#posts('immediateForwardToDelegates', {}, () => this.#delegates() ?? this.#forward('Delegates'));
    this.#posts('immediateForwardToContact', { target }, (fields) =>
      this.#toNumber(fields, rights.toNumbers, (uri) => this.#forward('Contact', uri)),
    );
    this.#posts('simultaneousRingToContact', { target }, (fields) =>
      this.#toNumber(fields, rights.simultaneous, (uri) => this.#ringToo('Contact', uri)),
    );
    this.#posts('simultaneousRingToDelegates', { ringDelay: othersDelay }, (fields) =>
      rights.simultaneous ? (this.#delegates() ?? this.#ringToo('Delegates', null, fields)) : notAllowed,
    );
    this.#posts('simultaneousRingToTeam', { ringDelay: othersDelay }, (fields) => {
      if (!rights.simultaneous) return notAllowed;
      return rights.team === 0 ? conflict('NoTeamMembersConfigured') : this.#ringToo('Team', null, fields);
    });
    this.#posts('unansweredCallToVoicemail', { ringDelay: unansweredDelay }, (fields) =>
      rights.voicemail ? this.#whenUnanswered('Voicemail', null, fields) : notAllowed,
    );
    this.#posts('unansweredCallToContact', { target, ringDelay: unansweredDelay }, (fields) =>
      this.#toNumber(fields, rights.toNumbers, (uri) => this.#whenUnanswered('Contact', uri, fields)),
    );
    this.#posts('resetUnansweredCallSettings', {}, () => {
      if (this.#isImmediate()) return notAllowed;
      this.#forwarding.handlesUnanswered = true;
      this.#forwarding.resetUnanswered();
      return undefined;
    });
  }

  #turnOff(): undefined {
    this.#forwarding.turnOff();
  }

  #isImmediate(): boolean {
    return this.#forwarding.setting === 'ImmediateForward';
  }

  #delegates(): Reply | null {
    return this.#forwarding.rights.delegates === 0 ? conflict('NoDelegatesConfigured') : null;
  }

  #forward(to: ForwardingTarget, uri: string | null = null): undefined {
    this.#forwarding.setting = 'ImmediateForward';
    this.#forwarding.send(this.#forwarding.immediate, to, uri);
  }

  #ringToo(to: ForwardingTarget, uri: string | null, fields?: ReadonlyMap<string, unknown>): undefined {
    this.#forwarding.setting = 'SimultaneousRing';
    this.#forwarding.send(this.#forwarding.simultaneous, to, uri, fields && numberField(fields, 'ringDelay'));
  }

  #whenUnanswered(to: ForwardingTarget, uri: string | null, fields: ReadonlyMap<string, unknown>): Reply | undefined {
    if (this.#isImmediate()) return notAllowed;
    this.#forwarding.handlesUnanswered = true;
    this.#forwarding.send(this.#forwarding.unanswered, to, uri, numberField(fields, 'ringDelay'));
    return undefined;
  }

  #toNumber(
    fields: ReadonlyMap<string, unknown>,
    isAllowed: boolean,
    run: (uri: string) => Reply | undefined,
  ): Reply | undefined {
    if (!isAllowed) return notAllowed;
    const uri = normalized(textField(fields, 'target') ?? '');
    if (uri === null) {
      return problem(400, { code: 'BadRequest', subcode: 'NormalizationFailed', message: 'No such number.' });
    }
    return run(uri);
  }

  #settings(): Resource {
    const { period, setting, handlesUnanswered, etag, guid, embeds } = this.#forwarding;
    const parts = {
      immediateForwardSettings: this.#immediate(),
      simultaneousRingSettings: this.#simultaneous(),
      ...(!this.#isImmediate() && { unansweredCallSettings: this.#unanswered() }),
    };
    const links = Object.fromEntries(Object.keys(parts).map((name) => [name, this.#path(name)]));
    return {
      rel: 'callForwardingSettings',
      properties: {
        [guid]: guidSentence,
        activePeriod: period,
        activeSetting: setting,
        unansweredCallHandling: handlesUnanswered && !this.#isImmediate() ? 'Enabled' : 'Disabled',
        etag,
      },
      links: {
        self: this.#path(''),
        turnOffCallForwarding: this.#path('turnOffCallForwarding'),
        ...(!embeds && links),
      },
      ...(embeds && { embedded: parts }),
    };
  }

  #immediate(): Resource {
    const { immediate, rights, etag } = this.#forwarding;
    const { target: to } = immediate;
    return {
      rel: 'immediateForwardSettings',
      properties: { target: to, etag },
      links: {
        self: this.#path('immediateForwardSettings'),
        ...this.#contactLink('immediate', immediate),
        ...(rights.toNumbers && { immediateForwardToContact: this.#path('immediateForwardToContact') }),
        immediateForwardToDelegates: this.#path('immediateForwardToDelegates'),
        ...(rights.voicemail && { immediateForwardToVoicemail: this.#path('immediateForwardToVoicemail') }),
      },
    };
  }

  #simultaneous(): Resource {
    const { simultaneous, rights, etag, guid } = this.#forwarding;
    const { target: to, ringDelay } = simultaneous;
    return {
      rel: 'simultaneousRingSettings',
      properties: { [guid]: guidSentence, target: to, ringDelay, etag },
      links: {
        self: this.#path('simultaneousRingSettings'),
        ...this.#contactLink('simultaneous', simultaneous),
        ...(rights.simultaneous && {
          simultaneousRingToContact: this.#path('simultaneousRingToContact'),
          simultaneousRingToDelegates: this.#path('simultaneousRingToDelegates'),
          simultaneousRingToTeam: this.#path('simultaneousRingToTeam'),
        }),
      },
    };
  }

  #unanswered(): Resource {
    const { unanswered, rights, etag, guid } = this.#forwarding;
    const { target: to, ringDelay } = unanswered;
    return {
      rel: 'unansweredCallSettings',
      properties: { [guid]: guidSentence, target: to, ringDelay, etag },
      links: {
        self: this.#path('unansweredCallSettings'),
        ...this.#contactLink('unanswered', unanswered),
        resetUnansweredCallSettings: this.#path('resetUnansweredCallSettings'),
        ...(rights.toNumbers && { unansweredCallToContact: this.#path('unansweredCallToContact') }),
        ...(rights.voicemail && { unansweredCallToVoicemail: this.#path('unansweredCallToVoicemail') }),
      },
    };
  }

  #contactLink(name: string, { contact }: ForwardingWay): { readonly contact?: string } {
    return contact === null ? {} : { contact: this.#path(`contact/${name}`) };
  }

  #contact(name: string, { contact: uri }: ForwardingWay): Reply {
    if (uri === null) return problem(404, { code: 'NotFound', message: 'Nobody is chosen.' });
    const known = colleagues.find(({ person }) => person.uri === uri)?.person;
    const properties = { uri, name: known?.name, workPhoneNumber: uri.startsWith('tel:') ? uri : undefined };
    return found({ rel: 'contact', properties, links: { self: this.#path(`contact/${name}`) } });
  }

  #putSettings(incoming: Incoming): Reply {
    const read = this.#readPut(incoming, {
      activePeriod: { kind: 'choice', of: ['Always', 'Workhours'] },
      activeSetting: { kind: 'choice', of: ['None', 'ImmediateForward', 'SimultaneousRing'] },
      unansweredCallHandling: { kind: 'choice', of: ['Enabled', 'Disabled'] },
      _embedded: { kind: 'anything' },
    });
    if (!(read instanceof Map)) return read;
    const forwarding = this.#forwarding;
    const setting = textField(read, 'activeSetting') ?? forwarding.setting;
    if (setting === 'ImmediateForward' && forwarding.immediate.target === 'None')
      return badParameter('activeSetting', 'there is nobody to forward to');
    if (setting === 'SimultaneousRing' && forwarding.simultaneous.target === 'None')
      return badParameter('activeSetting', 'there is nobody to ring too');
    forwarding.setting = setting as Forwarding['setting'];
    forwarding.period = (textField(read, 'activePeriod') ?? forwarding.period) as Forwarding['period'];
    const handling = textField(read, 'unansweredCallHandling');
    // What was read while all calls were forwarded holds for afterwards too where it is put back.
    if (handling !== undefined) forwarding.handlesUnanswered = handling === 'Enabled';
    forwarding.changed();
    return { status: 200 };
  }

  #putWay(
    incoming: Incoming,
    way: ForwardingWay,
    ringDelay: typeof othersDelay | typeof unansweredDelay,
    of: readonly ForwardingTarget[],
  ): Reply {
    if (way === this.#forwarding.unanswered && this.#isImmediate()) return notAllowed;
    const read = this.#readPut(incoming, { ringDelay, target: { kind: 'choice', of } });
    if (!(read instanceof Map)) return read;
    const to = textField(read, 'target') as ForwardingTarget | undefined;
    if (to === 'Contact' && way.contact === null) return badParameter('target', 'there is no contact');
    way.ringDelay = numberField(read, 'ringDelay') ?? way.ringDelay;
    way.target = to ?? way.target;
    this.#forwarding.changed();
    return { status: 200 };
  }

  /** The fields of a PUT that may be taken. */
  #readPut(incoming: Incoming, rules: FieldRules): Map<string, unknown> | Reply {
    const { guid, etag } = this.#forwarding;
    const condition = incoming.headers['if-match'];
    if (condition === undefined) {
      const error = { code: 'PreconditionRequired', message: 'If-Match is missing.' };
      return forbidden('PUT without If-Match', problem(428, error));
    }
    if (condition !== `"${etag}"`) return problem(412, { code: 'PreconditionFailed', message: 'The etag is stale.' });
    const body = readJson(incoming);
    if (!body.ok) return body.reply;
    if (body.value.get(guid) !== guidSentence) return badParameter(guid, 'must be passed as it was read');
    return refuseFields(body.value, { ...putBack, ...rules, [guid]: { kind: 'anything' } }) ?? body.value;
  }

  #reads(name: string, rel: string, read: () => Resource | Reply, put?: (incoming: Incoming) => Reply): void {
    const GET = (incoming: Incoming): Reply => {
      const refused = refuseQuery(incoming, []);
      if (refused !== null) return refused;
      const answer = read();
      return 'rel' in answer ? found(answer) : answer;
    };
    this.#add(name, rel, put === undefined ? { GET } : { GET, PUT: put });
  }

  /** An operation whose fields stand in the query or the body; `run` gives a reply where it is refused. */
  #posts(rel: string, rules: FieldRules, run: (fields: ReadonlyMap<string, unknown>) => Reply | undefined): void {
    const POST = (incoming: Incoming): Reply => {
      const fields = readParameters(incoming, rules);
      if (!(fields instanceof Map)) return fields;
      return run(fields) ?? noContent;
    };
    this.#add(rel, rel, { POST });
  }

  #add(name: string, rel: string, methods: Readonly<Record<string, (incoming: Incoming) => Reply>>): void {
    const guarded = Object.entries(methods).map(([method, run]) => [
      method,
      (incoming: Incoming): Reply => (this.#forwarding.rights.offered ? run(incoming) : noVoice),
    ]);
    this.#application.add(name === '' ? base : `${base}/${name}`, { rel, methods: Object.fromEntries(guarded) });
  }

  #path(name: string): string {
    return this.#application.path(name === '' ? base : `${base}/${name}`);
  }
}

/** Fields from the query, or from a body of JSON; an operation without fields has no body. */
function readParameters(incoming: Incoming, rules: FieldRules): Map<string, unknown> | Reply {
  const names = Object.keys(rules);
  const refused = refuseQuery(incoming, names) ?? (names.length === 0 ? refuseBody(incoming) : null);
  if (refused !== null) return refused;
  const fields = new Map<string, unknown>(
    [...incoming.query].map(([name, value]) => [name.toLowerCase(), /^\d+$/.test(value) ? Number(value) : value]),
  );
  if (incoming.body.length > 0) {
    const body = readJson(incoming);
    if (!body.ok) return body.reply;
    for (const [name, value] of body.value) fields.set(name, value);
  }
  return refuseFields(fields, rules) ?? fields;
}

/** By the dial plan: a number of the country becomes one of the world. */
function normalized(written: string): string | null {
  if (/^sip:[^@\s]+@[^@\s]+$/.test(written)) return written;
  const [, digits = ''] = /^tel:(\+?[\d().-]{3,20})(?:;ext=\d+)?$/.exec(written) ?? [];
  const plain = digits.replaceAll(/[().-]/g, '');
  if (plain === '') return null;
  return `tel:${plain.replace(/^0(?=[1-9])/, '+46')}`;
}
