import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpRequest, HttpResponse } from '../../../../../main/core/ports.ts';
import { html, json } from '../../fakes/http.ts';
import { isPoll } from '../../world/wire.ts';
import { World } from '../../world/world.ts';

const hourMs = 3_600_000;
const isOfFirst = ({ url }: HttpRequest): boolean => isPoll(url) && url.includes('/1001/');
const nothingAt = (url: string): HttpResponse => json(200, { _links: { next: { href: url } } });

/** What an application's event channel may answer for ever, and nobody can go on from. */
const hopeless: Readonly<Record<string, (request: HttpRequest) => HttpResponse>> = {
  'a page': () => html(200),
  'JSON that is cut': () => ({ ...json(200, {}), body: '{"_links":{"next":{"href":"/ucwa' }),
  'no body': () => ({ status: 200, headers: {}, body: '' }),
  'no link': () => json(200, { sender: [] }),
  'a link out of the domain': () => json(200, { _links: { next: { href: 'https://evil.example/events?ack=2' } } }),
  'JSON that is too deep': () => ({
    ...json(200, {}),
    body: `{"_links":{"next":{"href":"/e"}},"sender":${'['.repeat(70_000)}${']'.repeat(70_000)}}`,
  }),
  'a link that repeats': ({ url }) => nothingAt(url.replace(/&priority=\d+/, '')),
};

async function started(reoffers: boolean): Promise<World> {
  const world = new World(reoffers);
  await world.start();
  return world;
}

const applications = ({ wire }: World): number => wire.attempts.filter(({ url }) => /\/applications$/.test(url)).length;
const entries = ({ phone }: World, name: string): number =>
  phone.past().filter(({ party }) => party.label === name).length;

describe('an application whose events can never be read is left for another', () => {
  for (const [name, answer] of Object.entries(hopeless)) {
    for (const reoffers of [false, true]) {
      test(`${name}; what rang ${reoffers ? 'rings on there' : 'has its row'}`, async () => {
        const world = await started(reoffers);
        const { server, wire, phone } = world;
        server.ring('Known');
        await world.pass(1_000);
        server.refusal = (request) => (isOfFirst(request) ? answer(request) : null);
        server.answerPoll(answer({ url: wire.attempts.findLast(({ url }) => isPoll(url))?.url } as HttpRequest));
        await world.pass(10_000);
        assert.equal(applications(world), 2);
        assert.equal(phone.view().session.status, 'Ready');
        assert.equal(world.live.length, reoffers ? 1 : 0);
        assert.equal(entries(world, 'Known'), reoffers ? 0 : 1);
        server.ring('Next');
        await world.pass(1_000);
        assert.ok(world.live.some(({ party }) => party.label === 'Next'));
        await world.converge();
        await world.stop();
      });
    }
  }

  test('where each one is so, they are made ever more rarely, and the user is told', async () => {
    const world = await started(false);
    const { server, wire, phone } = world;
    server.refusal = ({ url }) => (isPoll(url) ? html(200) : null);
    server.answerPoll(html(200));
    const before = wire.attempts.length;
    await world.pass(hourMs);
    const sent = wire.attempts.slice(before).filter(({ url }) => !url.endsWith('/reportMyActivity')).length;
    assert.ok(sent <= 250, `${sent} requests in an hour`);
    assert.equal(phone.view().notes[0]?.title, 'The server does not tell this app of calls.');
    await world.converge();
    await world.stop();
  });
});

describe('a server that kept more events than it can', () => {
  test('what rang there and was never told rings, or has its row', async () => {
    for (const reoffers of [false, true]) {
      const world = await started(reoffers);
      const { server } = world;
      server.ring('Known');
      await world.pass(1_000);
      server.ring('Untold');
      server.overflow();
      await world.pass(10_000);
      assert.equal(applications(world), 2);
      for (const name of ['Known', 'Untold']) {
        const rings = world.live.filter(({ party, state }) => party.label === name && state === 'ringing').length;
        assert.deepEqual([rings, entries(world, name)], reoffers ? [1, 0] : [0, 1], name);
      }
      await world.converge();
      await world.stop();
    }
  });

  test('what is left is joined by no new one, also where it cannot be deleted', async () => {
    const world = await started(false);
    const { server, phone } = world;
    server.refusal = ({ method }) => (method === 'DELETE' ? html(500) : null);
    server.overflow();
    await world.pass(10_000);
    assert.equal(phone.view().session.status, 'Ready');
    server.ring('Next');
    await world.pass(1_000);
    assert.equal(world.live.length, 1);
    await world.converge();
    await world.stop();
  });
});

describe('a server that takes the request of the channel and never answers it', () => {
  /** Until it is told otherwise; what was asked meanwhile is held for ever. */
  async function silent(): Promise<{ readonly world: World; readonly speak: () => void }> {
    const world = await started(true);
    world.wire.mute = true;
    // The answers of what is held are swallowed too.
    world.server.ring('Unheard');
    return {
      world,
      speak: () => {
        world.wire.mute = false;
      },
    };
  }

  test('the user is told within 70 s, and it is left after 280 s at most', async () => {
    const { world, speak } = await silent();
    const { phone, server } = world;
    await world.pass(70_000);
    assert.equal(phone.view().session.status, 'Reconnecting');
    assert.equal(phone.view().notes[0]?.title, 'The server does not tell this app of calls.');
    assert.equal(applications(world), 1);
    await world.pass(210_000);
    assert.equal(applications(world), 2);
    assert.equal(phone.view().session.status, 'Reconnecting', 'nothing shows that this one is better');
    speak();
    server.ring('Next');
    await world.converge();
    assert.ok(world.live.some(({ party }) => party.label === 'Next'));
    await world.stop();
  });

  test('what rings meanwhile is not taken away: it can be answered', async () => {
    const world = await started(true);
    world.server.ring('Known');
    await world.pass(1_000);
    world.wire.mute = true;
    await world.pass(70_000);
    assert.deepEqual(
      world.live.map(({ party, state }) => `${party.label} ${state}`),
      ['Known ringing'],
    );
    world.wire.mute = false;
    await world.converge();
    await world.stop();
  });
});
