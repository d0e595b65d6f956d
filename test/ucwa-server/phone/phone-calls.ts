/** All calls on the user's own telephone: begins them and remembers them. */
import type { Application } from '../application/application.ts';
import type { SimulatedCall } from '../calls/simulated-call.ts';
import { type Incoming, refuseBody } from '../http/incoming.ts';
import { badParameter, callNotFound, conflict, forbidden, noContent, problem, type Reply } from '../http/reply.ts';
import type { Ledger } from '../ledger.ts';
import { colleagues, type Person } from '../people.ts';
import type { Timers } from '../timers.ts';
import { noOwnPhone, type OwnPhone } from './own-phone.ts';
import { behave, PhoneCall, type PhoneCallOptions } from './phone-call.ts';
import { type Asked, addConversation, addPhoneResources, begun, readAsked } from './phone-operations.ts';

/** A conversation with something else in it. */
export interface Shared {
  readonly conversation: string;
  readonly thread: string;
  /** Whom the client has to name. */
  readonly person: Person;
}

export class PhoneCalls {
  /** Can be changed while it runs. */
  readonly phone: OwnPhone = noOwnPhone();
  readonly #ledger: Ledger;
  readonly #timers: Timers;
  readonly #all: PhoneCall[] = [];
  readonly #asked = new Set<string>();

  constructor(ledger: Ledger, timers: Timers) {
    this.#ledger = ledger;
    this.#timers = timers;
  }

  /** From now on the user has a telephone that is picked up by itself after a while, for people who try the app. */
  giveDemoPhone(): void {
    Object.assign(this.phone, { number: 'tel:+46855501299', manner: 'picks-up', ringsFor: 4 });
    this.phone.others = [{ number: 'tel:+46701740635', type: 'Mobile' }, { type: 'Home' }];
  }

  /** Every one so far, oldest first. */
  get all(): readonly PhoneCall[] {
    return this.#all;
  }

  /** The newest that is not over. */
  get live(): PhoneCall | undefined {
    return this.#all.findLast(({ state }) => state !== 'ended');
  }

  /** Somebody calls, and the user's telephone rings. */
  ringIn(application: Application, caller: Person, subject?: string): PhoneCall {
    return this.#begin(application, { kind: 'incoming', with: caller, ownNumber: this.phone.number ?? '', subject });
  }

  /** startPhoneAudio. */
  start(application: Application, incoming: Incoming): Reply {
    const asked = readAsked(incoming, this.phone, true);
    if ('status' in asked) return asked;
    return (
      this.#asFirst(asked) ?? begun(application, this.#begin(application, { kind: 'started', ...optionsOf(asked) }))
    );
  }

  /** replaceWithPhoneAudio. */
  replace(application: Application, call: SimulatedCall, incoming: Incoming): Reply {
    const asked = readAsked(incoming, this.phone, false);
    if ('status' in asked) return asked;
    if (call.state !== 'talking') return callNotFound;
    const again = this.#asFirst(asked);
    if (again !== null) return again;
    const options = { kind: 'replacing', ...optionsOf(asked), added: this.#addedTo(application, call) } as const;
    return begun(application, this.#begin(application, { ...options, with: call.from }));
  }

  /** addPhoneAudio: the user's telephone comes into what is there. */
  join(application: Application, there: Shared, incoming: Incoming): Reply {
    const asked = readAsked(incoming, this.phone, false);
    if ('status' in asked) return asked;
    if (asked.to !== there.person.uri) return badParameter('to', 'not who is in the conversation');
    const isThere = this.#all.some((each) => each.state !== 'ended' && each.conversationName === there.conversation);
    if (isThere) return forbidden('the telephone is there already', conflict('AlreadyExists'));
    const again = this.#asFirst(asked);
    if (again !== null) return again;
    const added = { conversation: there.conversation, thread: there.thread, goToPhone: () => {} };
    const options = { kind: 'joining', ...optionsOf(asked), with: there.person, added } as const;
    return begun(application, this.#begin(application, options));
  }

  /** acceptWithPhoneAudio. */
  accept(application: Application, call: SimulatedCall, incoming: Incoming): Reply {
    const refused = refuseBody(incoming);
    if (refused !== null) return refused;
    if (call.state === 'ended') return callNotFound;
    if (call.state !== 'ringing' || this.#isRinging(call)) {
      return forbidden('the call was answered before', conflict('AlreadyExists'));
    }
    const { allowed } = this.phone;
    const number = application.communication.phoneNumber ?? this.phone.number;
    if (number === null || !allowed) return problem(403, { code: 'Forbidden', message: 'There is no phone to ring.' });
    const added = this.#addedTo(application, call);
    this.#begin(application, { kind: 'accepted', with: call.from, ownNumber: number, added });
    return noContent;
  }

  abandon(): void {
    for (const call of this.#all) call.abandon();
  }

  #isRinging({ resources }: SimulatedCall): boolean {
    const conversation = resources.conversationName();
    return this.#all.some((each) => each.state !== 'ended' && each.conversationName === conversation);
  }

  /** An operationId names one request alone. */
  #asFirst({ operationId }: Asked): Reply | null {
    if (this.#asked.has(operationId)) return forbidden(`${operationId} was asked before`, conflict('AlreadyExists'));
    this.#asked.add(operationId);
    return null;
  }

  #addedTo(application: Application, call: SimulatedCall): NonNullable<PhoneCallOptions['added']> {
    const { resources } = call;
    return {
      conversation: resources.conversationName(),
      thread: resources.thread,
      goToPhone: () => {
        void call.goToPhone();
        const mine = this.#all.findLast(({ conversationName }) => conversationName === resources.conversationName());
        if (mine !== undefined) addConversation(application, mine);
      },
    };
  }

  #begin(application: Application, options: PhoneCallOptions): PhoneCall {
    const call = new PhoneCall(`phone-call-${this.#all.length + 1}`, options, application, this.#ledger);
    this.#all.push(call);
    addPhoneResources(application, call);
    call.ring();
    behave(call, this.phone, (seconds, run) => void this.#timers.afterSeconds(seconds, run));
    return call;
  }
}

function optionsOf({ to, number, ...asked }: Asked): Omit<PhoneCallOptions, 'kind'> {
  const known = colleagues.find(({ person }) => person.uri === to || person.workPhoneNumber === to)?.person;
  return { ...asked, ownNumber: number, with: known ?? { id: to, uri: to } };
}
