import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Control, startControl } from '../../ucwa-server/control/control.ts';
import { obey } from '../../ucwa-server/control/orders.ts';
import type { ColleaguesView } from '../../ucwa-server/control/view.ts';
import type { UcwaServer } from '../../ucwa-server/index.ts';
import type { Client } from './client.ts';
import { started } from './started.ts';

async function controlled(t: TestContext): Promise<{ server: UcwaServer; client: Client; control: Control }> {
  const { server, client } = await started(t);
  const control = await startControl(server);
  t.after(() => control.stop());
  return { server, client, control };
}

/** Each snapshot that comes over the page's stream. */
async function* snapshots(control: Control, signal: AbortSignal): AsyncGenerator<ColleaguesView> {
  const { body } = await fetch(`${control.url}changes`, { signal });
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) yield JSON.parse(message.slice('data: '.length)) as ColleaguesView;
  }
}

test('the page is served under its token alone, with a policy that leaves it nothing else', async (t) => {
  const { control } = await controlled(t);
  const page = await fetch(control.url);
  assert.match(await page.text(), /<title>Colleagues<\/title>/);
  assert.match(String(page.headers.get('content-security-policy')), /^default-src 'none'; script-src 'self';/);
  const script = await (await fetch(`${control.url}colleagues.js`)).text();
  assert.doesNotMatch(script, /import type|: HTMLElement/);
  const { origin } = new URL(control.url);
  for (const url of [`${origin}/`, `${origin}/colleagues.js`, `${control.url}../state`, `${control.url}nothing`]) {
    assert.equal((await fetch(url)).status, 404, url);
  }
  const foreign = await fetch(`${control.url}call/ana`, { method: 'POST', headers: { Origin: 'http://evil.example' } });
  assert.equal(foreign.status, 404);
});

test('buttons place and end calls, and the snapshots say so', async (t) => {
  const { client, control, server } = await controlled(t);
  const controller = new AbortController();
  const stream = snapshots(control, controller.signal);
  const until = async (fits: (view: ColleaguesView) => boolean): Promise<ColleaguesView> => {
    for (;;) {
      const { value, done } = await stream.next();
      if (done === true) throw new Error('the stream ended');
      if (fits(value)) return value;
    }
  };
  const press = (path: string): Promise<Response> => fetch(`${control.url}${path}`, { method: 'POST' });
  const ana = (view: ColleaguesView) => view.colleagues.find(({ id }) => id === 'ana');
  assert.deepEqual((await until(() => true)).user, { name: 'Dana Whitfield', reachable: false, forwarded: null });
  server.forwarding.rights.offered = true;
  await press('desk-phone/forward');
  await until((view) => view.user.forwarded === true);
  await press('desk-phone/ring');
  assert.equal(server.forwarding.isForwarded, false);
  const early = await press('call/ana');
  assert.deepEqual(
    [early.status, await early.text()],
    [409, 'the user is not reachable: no client has made itself available'],
  );
  await client.available();
  await until((view) => view.user.reachable);
  const { id } = (await (await press('call/ana')).json()) as { id: string };
  const ringing = await until((view) => ana(view)?.call?.state === 'ringing');
  assert.deepEqual([ana(ringing)?.call?.id, ana(ringing)?.initials], [id, 'AL']);
  assert.equal((await press(`calls/${id}/hang-up`)).status, 409);
  assert.equal((await press(`calls/${id}/elsewhere`)).status, 200);
  const ended = await until((view) => ana(view)?.call?.state === 'ended');
  assert.equal(ana(ended)?.call?.ending, 'Answered elsewhere');
  assert.equal(server.calls.find(id)?.ending?.kind, 'answered-elsewhere');
  controller.abort();
});

test('orders call, take the network away and give it back; of others nothing is known', async (t) => {
  const { server, client } = await started(t);
  await client.available();
  assert.equal(await obey(server, 'call', ['tomas', 'Lunch', 'today']), '');
  assert.equal(await obey(server, 'list', []), 'call-1 Tomás Oliveira, ringing');
  assert.equal(await obey(server, 'cancel', []), '');
  assert.equal(await obey(server, 'list', []), 'call-1 Tomás Oliveira, ended: Cancelled by the caller');
  assert.equal(await obey(server, 'down', []), 'the network is down');
  await assert.rejects(fetch(server.discoveryUrl), { name: 'TypeError' });
  assert.equal(await obey(server, 'up', []), 'the network is up');
  assert.equal(await obey(server, 'drop', []), 'every connection was ended');
  assert.match((await obey(server, 'ledger', [])) ?? '', /network down[\s\S]*network up/);
  assert.equal(await obey(server, 'constructor', []), null);
});

test('the program says where it is, takes commands, and cleans up when its input ends', async (t) => {
  const path = fileURLToPath(new URL('../../ucwa-server/cli.ts', import.meta.url));
  const program = spawn(process.execPath, [path], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => program.kill('SIGKILL'));
  const output = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => String((await output.next()).value);
  const said: Record<string, string> = {};
  for (let line = await nextLine(); !/help/.test(line); line = await nextLine()) {
    const [name = '', ...value] = line.split(/\s{2,}/);
    said[name] = value.join('');
  }
  assert.match(said.Discovery ?? '', /^https:\/\/127\.0\.0\.1:\d+\/$/);
  assert.equal(existsSync(said['CA file'] ?? ''), true);
  assert.equal((await fetch(said.Colleagues ?? '')).status, 200);
  assert.equal(said['The app'], `switchhook --discovery-url=${said.Discovery} --extra-ca=${said['CA file']}`);
  program.stdin.write('call ana\n');
  assert.match(await nextLine(), /not reachable/);
  program.stdin.write('cancel\n');
  assert.equal(await nextLine(), 'no call is ringing');
  const exit = once(program, 'exit');
  program.stdin.end();
  assert.deepEqual(await exit, [0, null]);
  assert.equal(existsSync(said['CA file'] ?? ''), false);
});

test('a colleague with video offers a picture that can be shown beside the clients’ own format', async (t) => {
  if (spawnSync('gst-inspect-1.0', ['openh264enc']).status !== 0) return t.skip('this computer has no GStreamer');
  const { client, control, server } = await controlled(t);
  await client.available();
  const { id } = (await (await fetch(`${control.url}call/yuki`, { method: 'POST' })).json()) as { id: string };
  const call = server.calls.find(id);
  const video = call?.offer.sdp.slice(call.offer.sdp.indexOf('m=video')) ?? '';
  assert.match(video, /^m=video [1-9]\d* RTP\/AVP 122 100\r\n/);
  assert.match(video, /\r\na=rtpmap:122 X-H264UC\/90000\r\na=rtpmap:100 H264\/90000\r\n/);
});
