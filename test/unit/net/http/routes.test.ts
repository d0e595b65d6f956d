import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf } from '../../../../main/net/connect/hop.ts';
import { createRoutes, type WithoutAnswer } from '../../../../main/net/http/routes.ts';
import { createManualClock, settled } from '../../electron/manual-clock.ts';

function routesTo(answers: readonly (string | null | undefined)[], without?: WithoutAnswer) {
  const clock = createManualClock();
  const asked: string[] = [];
  const routes = createRoutes(
    (url) => {
      const answer = answers[Math.min(asked.push(url), answers.length) - 1];
      if (answer === undefined) return Promise.reject(new Error('nobody knows'));
      return answer === null ? new Promise(() => {}) : Promise.resolve(answer);
    },
    clock,
    without,
  );
  const names = async (url = 'https://pool.example/ucwa?secret=1') => (await routes.to(url)).map(nameOf);
  return { clock, asked, routes, names };
}

test('it is asked with the origin only, once while the answer is fresh', async () => {
  const { asked, names } = routesTo(['PROXY a:1']);
  assert.deepEqual(await names(), ['a:1']);
  assert.deepEqual(await names('https://pool.example/other'), ['a:1']);
  await names('https://other.example:8443/');
  assert.deepEqual(asked, ['https://pool.example/', 'https://other.example:8443/']);
});

test('an older answer is used while a newer one is sought', async () => {
  const { clock, names } = routesTo(['PROXY a:1', 'PROXY b:1']);
  await names();
  clock.advance(31_000);
  assert.deepEqual(await names(), ['a:1']);
  await settled();
  assert.deepEqual(await names(), ['b:1']);
});

test('after a failure, and after a change of network, it is asked anew', async () => {
  const { routes, names } = routesTo(['PROXY a:1', 'PROXY b:1', 'PROXY c:1']);
  await names();
  routes.doubt('https://pool.example/ucwa');
  assert.deepEqual(await names(), ['b:1']);
  routes.forget();
  assert.deepEqual(await names(), ['c:1']);
});

test('a proxy that could not be reached comes last for a minute', async () => {
  const { clock, routes, names } = routesTo(['PROXY a:1; PROXY b:1']);
  routes.shun({ scheme: 'http', host: 'a', port: 1 });
  assert.deepEqual(await names(), ['b:1', 'a:1']);
  clock.advance(60_000);
  assert.deepEqual(await names(), ['a:1', 'b:1']);
});

test('without an answer the way is direct', async () => {
  const { clock, names } = routesTo([null]);
  const found = names();
  clock.advance(5_000);
  assert.deepEqual(await found, ['direct']);
  assert.deepEqual(await routesTo([]).names(), ['direct']);
});

test('where an administrator decided on a proxy nothing goes without it, and it is asked for again', async () => {
  const noProxy = { name: 'Error', failure: { kind: 'proxy-unknown', message: 'It is not known which proxy to use' } };
  const { clock, asked, names } = routesTo([undefined, null, 'PROXY a:1', undefined, 'PROXY b:1'], 'nothing');
  await assert.rejects(names(), noProxy);
  const late = names();
  clock.advance(5_000);
  await assert.rejects(late, noProxy);
  assert.deepEqual(await names(), ['a:1']);
  clock.advance(31_000);
  assert.deepEqual(await names(), ['a:1'], 'the older answer is used while a newer one is sought');
  await settled();
  assert.deepEqual(await names(), ['b:1']);
  assert.equal(asked.length, 5);
});
