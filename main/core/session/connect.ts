import { failed, ok, type Result } from '../result.ts';
import { type Application, decodeApplication, decodeMe, type Me } from '../ucwa/decode/application.ts';
import { createApplication } from '../ucwa/request/applications.ts';
import { makeMeAvailable } from '../ucwa/request/me.ts';
import { get } from '../ucwa/request/operation.ts';
import { decodeResource, linkOf } from '../ucwa/resource.ts';
import { discover, followRoot } from './discover.ts';
import type { UcwaFailure } from './failure.ts';
import type { SessionStage } from './state.ts';
import type { Transport, UcwaResponse } from './transport.ts';

export interface Endpoint {
  readonly userAgent: string;
  /** Random, made once for each installation. */
  readonly endpointId: string;
  readonly culture: string;
}

export interface Connected {
  readonly application: Application;
  /** What the application's hrefs resolve against. */
  readonly base: string;
  /** The `reportMyActivity` link, which shows up once the user is available. */
  readonly reportMyActivity: string | null;
}

/**
 * From a sign-in address to an application that rings: discovery, token, application, makeMeAvailable. Runs again from the start after
 * a lost application: it is four short requests, and finds a pool that has moved.
 */
export async function connect(
  transport: Transport,
  discoveryUrls: readonly string[],
  endpoint: Endpoint,
  onStage: (stage: SessionStage) => void,
): Promise<Result<Connected, UcwaFailure>> {
  onStage('discovering');
  const root = await discover(transport, discoveryUrls);
  if (!root.ok) return root;
  onStage('authenticating');
  const applications = await findApplications(transport, root.value);
  if (!applications.ok) return applications;
  onStage('registering');
  const created = await transport.send(createApplication(applications.value.href, endpoint), applications.value.base);
  if (!created.ok) return created;
  const resource = decodeResource(created.value.body);
  const application = resource === null ? null : decodeApplication(resource);
  if (application === null) return failed({ kind: 'malformed', host: '', status: created.value.status });
  return becomeAvailable(transport, application, created.value.url);
}

/** `user` asks for a token, then leads to `applications` or to the pool that has them. */
async function findApplications(
  transport: Transport,
  root: UcwaResponse,
): Promise<Result<{ readonly href: string; readonly base: string }, UcwaFailure>> {
  let response = root;
  for (let hop = 0; hop < 5; hop += 1) {
    const resource = decodeResource(response.body);
    const applications = resource === null ? null : linkOf(resource, 'applications');
    if (applications !== null) return ok({ href: applications, base: response.url });
    const user = resource === null ? null : linkOf(resource, 'user');
    if (user === null) break;
    const next = await followRoot(transport, user, response.url);
    if (!next.ok) return next;
    response = next.value;
  }
  return failed({ kind: 'malformed', host: '', status: response.status });
}

/** Asks to be rung again where the server has taken the user's availability back, as it may along with `resume`. */
export async function renewAvailability(
  transport: Transport,
  { application, base }: Connected,
): Promise<Result<Connected, UcwaFailure>> {
  const me = await readMe(transport, application.me, base);
  return me.ok ? becomeAvailable(transport, { ...application, me: me.value }, base) : me;
}

async function becomeAvailable(
  transport: Transport,
  application: Application,
  base: string,
): Promise<Result<Connected, UcwaFailure>> {
  const { me } = application;
  if (me.makeMeAvailable === null) return ok({ application, base, reportMyActivity: me.reportMyActivity });
  const available = await transport.send(makeMeAvailable(me.makeMeAvailable), base);
  const already = !available.ok && available.failure.kind === 'refused' && available.failure.status === 409;
  if (!available.ok && !already) return available;
  const after = await readMe(transport, me, base);
  return after.ok ? ok({ application, base, reportMyActivity: after.value.reportMyActivity }) : after;
}

async function readMe(transport: Transport, me: Me, base: string): Promise<Result<Me, UcwaFailure>> {
  if (me.self === null) return ok(me);
  const response = await transport.send(get(me.self), base);
  if (!response.ok) return response;
  const resource = decodeResource(response.value.body);
  return resource === null
    ? failed({ kind: 'malformed', host: '', status: response.value.status })
    : ok(decodeMe(resource));
}
