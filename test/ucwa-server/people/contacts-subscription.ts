/** `myContactsAndGroupsSubscription`: without it nothing is told of contacts and groups. It ends by itself. */
import { type Incoming, refuseBody } from '../http/incoming.ts';
import { found, noContent, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { PeoplePorts } from './ports.ts';
import { readMinutes } from './subscription-minutes.ts';

const name = 'people/contactsAndGroupsSubscription';
/** So much before its end the client is told, in seconds. */
const warning = 120;
const mostMinutes = 60;
/** However long is asked for. */
const longestMinutes = 30;

export class ContactsSubscription {
  readonly #ports: PeoplePorts;
  #state: 'Disconnected' | 'Connected' = 'Disconnected';
  #cancel = (): void => {};

  constructor(ports: PeoplePorts) {
    this.#ports = ports;
    const { application } = ports;
    application.add(name, { rel: 'myContactsAndGroupsSubscription', methods: { GET: () => found(this.#resource()) } });
    application.add(`${name}/start`, {
      rel: 'startOrRefreshSubscriptionToContactsAndGroups',
      methods: { POST: (incoming: Incoming) => this.#start(incoming) },
    });
    application.add(`${name}/stop`, {
      rel: 'stopSubscriptionToContactsAndGroups',
      methods: { POST: (incoming: Incoming) => refuseBody(incoming) ?? this.#stop() },
    });
  }

  get isRunning(): boolean {
    return this.#state === 'Connected';
  }

  #resource(): Resource {
    const path = (part: string): string => this.#ports.application.path(`${name}${part}`);
    return {
      rel: 'myContactsAndGroupsSubscription',
      properties: { state: this.#state },
      links: {
        self: path(''),
        startOrRefreshSubscriptionToContactsAndGroups: path('/start'),
        ...(this.isRunning && { stopSubscriptionToContactsAndGroups: path('/stop') }),
      },
    };
  }

  #start(incoming: Incoming): Reply {
    const read = readMinutes(incoming, mostMinutes);
    if (!read.ok) return read.reply;
    const { timers } = this.#ports;
    this.#state = 'Connected';
    this.#cancel();
    const seconds = Math.min(read.minutes, longestMinutes) * 60;
    const cancelWarning = timers.afterSeconds(seconds - warning, () => this.#tell());
    const cancelEnd = timers.afterSeconds(seconds, () => void this.#stop());
    this.#cancel = () => {
      cancelWarning();
      cancelEnd();
    };
    return found(this.#resource(), 201);
  }

  #stop(): Reply {
    this.#state = 'Disconnected';
    this.#cancel();
    return noContent;
  }

  #tell(): void {
    const { application } = this.#ports;
    const link = { rel: 'myContactsAndGroupsSubscription', href: application.path(name) };
    const sender = { rel: 'people', href: application.path('people') };
    application.emit(sender, { link, type: 'updated', embedded: this.#resource() }, 'medium');
  }
}
