import { type Operation, postJson } from './operation.ts';

/** Servers take 1 to 100 (UCWA reference: search). */
const mostFound = 50;

/** Searches the company directory by name, mail, address or number: GET, 200 (search). */
export function searchDirectory(href: string, text: string): Operation {
  return { method: 'GET', href, query: { query: text, limit: String(mostFound) }, timeoutMs: searchMs };
}

const searchMs = 10_000;

/** Has changes of contacts and groups told for so many minutes, 10 to 30: POST, 201 (startOrRefreshSubscriptionToContactsAndGroups). */
export function followContactsAndGroups(href: string, minutes: number): Operation {
  return postJson(href, { duration: minutes });
}

/** Has the presence of these people told for so many minutes, 10 to 30: POST, 201 (presenceSubscriptions). */
export function followPresence(href: string, uris: readonly string[], minutes: number): Operation {
  return postJson(href, { duration: minutes, uris });
}

/** Has that of more people told by the same subscription: POST, 201 (addToPresenceSubscription). */
export function followPresenceOfMore(href: string, uris: readonly string[]): Operation {
  return postJson(href, { contactUris: uris });
}

/** Lengthens a subscription by so many minutes, to 30 at most: POST, 201 (presenceSubscription). */
export function prolongPresence(href: string, minutes: number): Operation {
  return postJson(href, { duration: minutes });
}

/** Ends a subscription: DELETE, 204 (presenceSubscription). */
export function endPresence(href: string): Operation {
  return { method: 'DELETE', href };
}

/** Membership can be changed from the second revision on. */
const secondRevision = { 'x-ms-requiresminresourceversion': '2' };

/** Puts somebody into a group: POST, 201 (myGroupMemberships, revision 2). 409 AlreadyExists is as good. */
export function addToGroup(href: string, contactUri: string, groupId: string): Operation {
  const { headers, ...operation } = postJson(href, { contactUri, groupId });
  return { ...operation, headers: { ...headers, ...secondRevision } };
}

/** Who is in a group, each by a membership of their own: GET, 200 (myGroupMemberships). */
export function readMemberships(href: string, groupId: string | null): Operation {
  return { method: 'GET', href, ...(groupId !== null && { query: { groupId } }), headers: secondRevision };
}

/** Takes somebody out of a group: DELETE, 204 (myGroupMembership, revision 2). */
export function leaveGroup(href: string): Operation {
  return { method: 'DELETE', href, headers: secondRevision };
}

/** Takes somebody out of all groups, and so out of the contact list: POST, 204 (removeContactFromAllGroups). */
export function leaveAllGroups(href: string, contactUri: string): Operation {
  const { headers, ...operation } = postJson(href, { contactUri });
  return { ...operation, headers: { ...headers, ...secondRevision } };
}

/** Somebody's picture, about so many pixels wide and high: GET, 200 image/jpeg (contactPhoto). It may not stand in a batch. */
export function readPhoto(href: string): Operation {
  return {
    method: 'GET',
    href,
    query: { size: 'HR96X96' },
    headers: { accept: 'image/jpeg, image/png' },
    binary: true,
  };
}
