/** The `applications` resource: creates an application, or shares the one there is for the same endpoint. */
import { type FieldRules, readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { badParameter, found, type Reply } from '../http/reply.ts';
import type { Site } from '../http/site.ts';
import { applicationsPath } from '../sign-in/discovery.ts';
import { Application, type ApplicationInputs, type ApplicationPorts, type Gone, goneReply } from './application.ts';

const rules: FieldRules = {
  userAgent: { kind: 'text', max: 100, required: true },
  endpointId: { kind: 'text', max: 100, required: true },
  culture: { kind: 'text', max: 100, required: true },
  instanceId: { kind: 'text', max: 100 },
  type: { kind: 'choice', of: ['Browser'] },
};

export class Applications {
  readonly #ports: ApplicationPorts;
  #site: Site;
  #all: Application[] = [];
  #refused: Gone | null = null;

  constructor(ports: ApplicationPorts) {
    this.#ports = {
      ...ports,
      onEnded: (application) => {
        this.#all = this.#all.filter((other) => other !== application);
        ports.onEnded(application);
      },
    };
    this.#site = ports.site;
    this.moveTo(ports.site);
  }

  /** The host on which applications are made. */
  get site(): Site {
    return this.#site;
  }

  /** Applications are made there from now on. */
  moveTo(site: Site): void {
    this.#site = site;
    site.add(applicationsPath, {
      rel: 'applications',
      methods: { POST: (incoming: Incoming) => this.#create(incoming) },
    });
  }

  /** Those that have not ended, oldest first. */
  get all(): readonly Application[] {
    return this.#all;
  }

  /** The newest one that can be rung. */
  get reachable(): Application | undefined {
    return this.#all.findLast(({ reachable }) => reachable);
  }

  endAll(why: string, subcode?: Gone): void {
    for (const application of [...this.#all]) application.end(why, subcode);
  }

  /** From now on none is made; null: they are made again. */
  refuse(subcode: Gone | null): void {
    this.#refused = subcode;
  }

  #create(incoming: Incoming): Reply {
    const refused = refuseQuery(incoming, []);
    if (refused !== null) return refused;
    const body = readFields(incoming, rules);
    if (!body.ok) return body.reply;
    const field = (name: string): string => textField(body.value, name) ?? '';
    const inputs: ApplicationInputs = {
      userAgent: field('userAgent'),
      endpointId: field('endpointId'),
      culture: field('culture'),
      type: textField(body.value, 'type'),
      instanceId: textField(body.value, 'instanceId'),
    };
    if (inputs.instanceId !== undefined && incoming.headers['x-ms-requiresminresourceversion'] !== '2') {
      return badParameter('instanceId', 'needs X-MS-RequiresMinResourceVersion: 2');
    }
    if (this.#refused !== null) return goneReply(this.#refused);
    const same = this.#all.find((application) => sameEndpoint(application.inputs, inputs));
    if (same !== undefined) return found(same.resource(), 200);
    const application = new Application(inputs, { ...this.#ports, site: this.#site });
    this.#all.push(application);
    return found(application.resource(), 201);
  }
}

function sameEndpoint(one: ApplicationInputs, other: ApplicationInputs): boolean {
  return (['userAgent', 'endpointId', 'culture', 'type'] as const).every((name) => one[name] === other[name]);
}
