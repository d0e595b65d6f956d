import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeMembership } from '../../../../main/core/people/contacts/membership.ts';
import { failed, ok } from '../../../../main/core/result.ts';
import type { Perform } from '../../../../main/core/session/requests/transport.ts';
import { group, listOf, person } from './people.ts';

const memberships = '/memberships';
const membership = (name: string, contact: string) => ({
  rel: 'myGroupMembership',
  _links: { self: { href: `${memberships}/${name}` }, contact: { href: contact } },
});

/** A server that has these memberships, and what it was asked. */
function served(list: readonly object[], refused: string | null = null) {
  const asked: string[] = [];
  const perform: Perform = async ({ method, href, query }) => {
    asked.push(`${method} ${href}${query?.groupId === undefined ? '' : ` ${query.groupId}`}`);
    if (href === refused) return failed({ kind: 'transport', cause: 'network', host: '' } as never);
    return ok({ status: 200, url: '', body: { rel: 'myGroupMemberships', _embedded: { myGroupMembership: list } } });
  };
  return { perform, asked };
}

const ana = person('Ana');
const contacts = await listOf(group('pinned', [ana], { kind: 'pinned' }), group('Sales', [ana]));

test('where nobody can be taken out of all groups at once, each is left', async () => {
  const list = [
    membership('1', '/ucwa/people/ana'),
    membership('2', '/ucwa/people/bo'),
    membership('3', '/ucwa/people/ana'),
  ];
  const { perform, asked } = served(list);
  assert.equal(await changeMembership(perform, { memberships, leaveAll: null }, contacts, ana, 'remove-contact'), true);
  assert.deepEqual(asked, ['GET /memberships', 'DELETE /memberships/1', 'DELETE /memberships/3']);
  const { perform: refusing } = served(list, '/memberships/3');
  const links = { memberships, leaveAll: null };
  assert.equal(await changeMembership(refusing, links, contacts, ana, 'remove-contact'), false);
});

test('whose a membership is may be written with the host', async () => {
  const { perform, asked } = served([membership('1', 'https://pool.contoso.com/ucwa/people/ana')]);
  const links = { memberships, leaveAll: null };
  assert.equal(await changeMembership(perform, links, contacts, ana, 'remove-favourite'), true);
  assert.deepEqual(asked, ['GET /memberships pinned', 'DELETE /memberships/1']);
});
