import { embeddedOf, linkOf, type Resource, textOf } from '../resource.ts';

/** What a session needs of the application resource (UCWA reference: application). Hrefs are as the server wrote them. */
export interface Application {
  readonly self: string;
  readonly events: string;
  readonly me: Me;
  /** What the user can do, and for which kinds of call; null where the server does not say. */
  readonly communication: string | null;
  /** What the administrator decided, and the groups of people that the user has; null where the server does not say. */
  readonly policies: string | null;
  readonly groups: string | null;
  /** Takes several requests in one; null where the server does not. */
  readonly batch: string | null;
  /** Wants to know in which network this computer is; null where the server does not. */
  readonly reportMyNetwork: string | null;
}

/** The signed-in user (UCWA reference: me). */
export interface Me {
  readonly self: string | null;
  readonly name: string | null;
  readonly uri: string | null;
  /** Gone once the user is available. */
  readonly makeMeAvailable: string | null;
  readonly reportMyActivity: string | null;
}

/** Null where a link is missing without which there is no session, or `me`, which may stand apart. */
export function decodeApplication(resource: Resource, me = embeddedOf(resource, 'me')): Application | null {
  const self = linkOf(resource, 'self');
  const events = linkOf(resource, 'events');
  if (self === null || events === null || me === null) return null;
  const communication = embeddedOf(resource, 'communication');
  const people = embeddedOf(resource, 'people');
  return {
    self,
    events,
    me: decodeMe(me),
    communication: communication === null ? null : linkOf(communication, 'self'),
    policies: linkOf(resource, 'policies'),
    groups: people === null ? null : linkOf(people, 'myGroups'),
    batch: linkOf(resource, 'batch'),
    reportMyNetwork: linkOf(resource, 'reportMyNetwork'),
  };
}

export function decodeMe(resource: Resource): Me {
  return {
    self: linkOf(resource, 'self'),
    name: textOf(resource, 'name'),
    uri: textOf(resource, 'uri'),
    makeMeAvailable: linkOf(resource, 'makeMeAvailable'),
    reportMyActivity: linkOf(resource, 'reportMyActivity'),
  };
}
