import { failed, ok, type Result } from '../../result.ts';
import { type Application, decodeApplication } from '../../ucwa/decode/application.ts';
import { createApplication } from '../../ucwa/request/applications.ts';
import type { AvailabilityAsked } from '../../ucwa/request/me.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, linkOf } from '../../ucwa/resource.ts';
import { type Availability, becomeAvailable } from '../availability/availability.ts';
import { hostIn, type UcwaFailure } from '../failure.ts';
import type { Transport, UcwaResponse, UcwaResult } from '../requests/transport.ts';
import type { SessionStage } from '../state.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import { type Candidate, isInternalDiscovery } from './candidates.ts';
import { discover } from './discover.ts';
import { followRoot } from './follow-root.ts';
import type { KnownServer } from './known-servers.ts';

export interface Endpoint {
  readonly userAgent: string;
  /** Random, made once for each installation. */
  readonly endpointId: string;
  readonly culture: string;
}

export interface Connected {
  readonly application: Application;
  /** Absolute. */
  readonly self: string;
  /** Absolute: the event channel's first request. */
  readonly events: string;
  /** What the application's hrefs resolve against. */
  readonly base: string;
  /** Absolute; null where the server takes no batches. */
  readonly batch: string | null;
  readonly availability: Availability;
  /** The server was found by a name that is known only inside the organization. */
  readonly internal: boolean;
}

export interface SearchDeps {
  readonly transport: Transport;
  /** Where discovery ended last time, which saves it; null to begin with the candidates. */
  readonly known: KnownServer | null;
  readonly candidates: readonly Candidate[];
  readonly onStage: (stage: SessionStage) => void;
}

export interface ConnectDeps extends SearchDeps {
  readonly policy: OriginPolicy;
  readonly endpoint: Endpoint;
  /** What the server is asked to bring to it. */
  readonly availability: AvailabilityAsked;
  /** Where discovery ended. */
  readonly onFound: (found: KnownServer) => void;
  /** The request that makes the application: whoever leaves meanwhile has to delete what comes of it. */
  readonly onCreation: (creation: Promise<UcwaResult>) => void;
}

/**
 * From a sign-in address to an application that rings: discovery, token, application, makeMeAvailable. Runs again from the start after
 * a lost application: it is four short requests, and finds a pool that has moved.
 */
export async function connect(deps: ConnectDeps): Promise<Result<Connected, UcwaFailure>> {
  const { transport, policy, onStage } = deps;
  const created = await seek(deps, async (server) => {
    onStage('registering');
    const creation = transport.send(createApplication(server.href, deps.endpoint), server.base);
    deps.onCreation(creation);
    const made = await creation;
    const { user: url, internal } = server;
    if (made.ok) deps.onFound({ url, internal });
    return made.ok ? ok({ ...made.value, internal }) : made;
  });
  if (!created.ok) return created;
  const { url: base, internal } = created.value;
  const read = await readApplication(transport, created.value);
  if (!read.ok) return read;
  const application = read.value;
  const [self, events] = [application.self, application.events].map((href) => policy.admit(href, base)?.href);
  if (self === undefined) return failed(policy.refusal(application.self, base));
  if (events === undefined) return failed(policy.refusal(application.events, base));
  const batch = application.batch === null ? null : (policy.admit(application.batch, base)?.href ?? null);
  const availability = await becomeAvailable(transport, application.me, base, deps.availability);
  if (!availability.ok) return availability;
  return ok({ application, self, events, base, batch, internal, availability: availability.value });
}

/** The application, with `me` also where the server only links to it. */
async function readApplication(
  transport: Transport,
  { body, status, url }: UcwaResponse,
): Promise<Result<Application, UcwaFailure>> {
  const resource = decodeResource(body);
  if (resource === null || linkOf(resource, 'self') === null || linkOf(resource, 'events') === null) {
    return failed({ kind: 'malformed', host: hostIn(url), status });
  }
  const application = decodeApplication(resource);
  if (application !== null) return ok(application);
  const link = linkOf(resource, 'me');
  const answer = link === null ? null : await transport.send(get(link), url);
  if (answer?.ok === false && answer.failure.kind !== 'refused') return answer;
  const me = answer?.ok === true ? decodeResource(answer.value.body) : null;
  const whole = me === null ? null : decodeApplication(resource, me);
  return whole === null ? failed({ kind: 'no-me', host: hostIn(url), status }) : ok(whole);
}

/** Where applications are made, and what that URL resolves against. */
export interface FoundServer {
  readonly href: string;
  readonly base: string;
  /** Absolute: the `user` resource that led there. */
  readonly user: string;
  /** It was found by a name that is known only inside the organization. */
  readonly internal: boolean;
}

/** Discovery, and a token of the pool that it ends at. */
export function findServer(deps: SearchDeps): Promise<Result<FoundServer, UcwaFailure>> {
  return seek(deps, async (server) => ok(server));
}

/** Takes the first server with which `take` succeeds. */
async function seek<End>(
  { transport, known, candidates, onStage }: SearchDeps,
  take: (server: FoundServer) => Promise<Result<End, UcwaFailure>>,
): Promise<Result<End, UcwaFailure>> {
  async function follow(start: UcwaResponse | string, internal: boolean): Promise<Result<End, UcwaFailure>> {
    onStage('authenticating');
    const server = await findApplications(transport, start);
    return server.ok ? take({ ...server.value, internal }) : server;
  }
  onStage('discovering');
  if (known !== null) return follow(known.url, known.internal);
  return discover(transport, candidates, (root, asked) => follow(root, isInternalDiscovery(asked)));
}

const mostUserLinks = 5;

/** `user` asks for a token, then leads to `applications` or to the pool that has them. Begins at a root, or at a `user` URL. */
async function findApplications(
  transport: Transport,
  start: UcwaResponse | string,
): Promise<Result<Omit<FoundServer, 'internal'>, UcwaFailure>> {
  let next: UcwaResult = typeof start === 'string' ? await followRoot(transport, start) : ok(start);
  for (let links = 0; next.ok && links <= mostUserLinks; links += 1) {
    const { body, url, status } = next.value;
    const resource = decodeResource(body);
    const applications = resource === null ? null : linkOf(resource, 'applications');
    if (applications !== null && url.startsWith('https:')) return ok({ href: applications, base: url, user: url });
    const user = resource === null ? null : linkOf(resource, 'user');
    if (user === null) return failed({ kind: 'malformed', host: hostIn(url), status });
    next = await followRoot(transport, user, url);
  }
  return next.ok ? failed({ kind: 'malformed', host: hostIn(next.value.url), status: next.value.status }) : next;
}
