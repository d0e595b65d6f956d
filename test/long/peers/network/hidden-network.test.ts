import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { until } from '../../../desktop/until.ts';
import { behindFirewall, behindNat, type HiddenNetwork } from '../../../peers/network/hidden-network.ts';
import { ip } from '../../../peers/network/namespaces.ts';
import { networkProblem } from '../../../peers/network/possible.ts';

const problem = networkProblem();
const options = problem === null ? {} : { skip: problem };

async function open(t: TestContext, network: Promise<HiddenNetwork>): Promise<HiddenNetwork> {
  const opened = await network;
  t.after(() => opened.stop());
  return opened;
}

/** A socket outside, with what it got: from which address and port, and what. */
async function listener(
  t: TestContext,
  host: string,
): Promise<{ socket: Socket; port: number; got: [string, number, string][] }> {
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  t.after(() => socket.close());
  const got: [string, number, string][] = [];
  socket.on('message', (bytes, from) => got.push([from.address, from.port, String(bytes)]));
  return { socket, port: socket.address().port, got };
}

/** A socket inside that sends `HOST PORT TEXT` lines and prints what it gets. */
function speaker(
  t: TestContext,
  network: HiddenNetwork,
): { say(host: string, port: number, text: string): void; heard(): string } {
  const program = `
    const socket = require('node:dgram').createSocket('udp4').bind(5004, '${network.inside}');
    socket.on('message', (bytes) => console.log(String(bytes)));
    require('node:readline').createInterface(process.stdin).on('line', (line) => {
      const [host, port, text] = line.split(' ');
      socket.send(text, Number(port), host);
    }).on('close', () => process.exit());`;
  const child: ChildProcessWithoutNullStreams = spawn(...network.command(process.execPath, ['--eval', program]));
  t.after(() => child.kill('SIGKILL'));
  let heard = '';
  child.stdout.on('data', (chunk) => {
    heard += chunk;
  });
  return { say: (host, port, text) => child.stdin.write(`${host} ${port} ${text}\n`), heard: () => heard };
}

for (const kind of ['port-restricted', 'symmetric'] as const) {
  test(`a ${kind} NAT shows its own address, and lets in who was sent to`, options, async (t) => {
    const network = await open(t, behindNat({ kind }));
    const [one, other] = [await listener(t, `${network.outside}.1`), await listener(t, `${network.outside}.2`)];
    const inside = speaker(t, network);
    inside.say(`${network.outside}.1`, one.port, 'first');
    await until('the first', () => one.got.length === 1);
    const [host = '', mapped = 0, text] = one.got[0] ?? [];
    assert.deepEqual([host, text], [network.seenAs, 'first']);
    assert.equal(mapped === 5004, kind === 'port-restricted');

    other.socket.send('stranger', mapped, host);
    one.socket.send('answer', mapped, host);
    await until('the answer', () => inside.heard().includes('answer'));
    assert.equal(inside.heard(), 'answer\n');

    inside.say(`${network.outside}.2`, other.port, 'second');
    await until('the second', () => other.got.length === 1);
    assert.equal(other.got[0]?.[1] === mapped, kind === 'port-restricted');
    other.socket.send('friend', other.got[0]?.[1] ?? 0, host);
    await until('the friend', () => inside.heard() === 'answer\nfriend\n');
  });
}

test('a firewall without UDP lets connections to its port out, and nothing else', options, async (t) => {
  const network = await open(t, behindFirewall({ udp: false, tcp: [443] }));
  const server = createServer((socket) => socket.end('hello'));
  const closed = createServer((socket) => socket.end('never'));
  server.listen(443, `${network.outside}.1`);
  closed.listen(444, `${network.outside}.1`);
  t.after(() => Promise.all([server.close(), closed.close()]));
  const silent = await listener(t, `${network.outside}.1`);
  speaker(t, network).say(`${network.outside}.1`, silent.port, 'lost');
  const fetch = (port: number) => `exec 3<>/dev/tcp/${network.outside}.1/${port}; cat <&3`;
  assert.equal(await network.run('bash', '-c', fetch(443)), 'hello');
  await assert.rejects(network.run('timeout', '1', 'bash', '-c', fetch(444)), /ended with 124/);
  assert.deepEqual(silent.got, []);
});

test('a lossy NAT loses about what it is told', options, async (t) => {
  const network = await open(t, behindNat({ kind: 'port-restricted', lossPercent: 20 }));
  const outside = await listener(t, `${network.outside}.1`);
  const inside = speaker(t, network);
  // In small lots: what comes faster than a busy machine takes it from the socket is lost there.
  for (let lot = 0; lot < 50; lot += 1) {
    const before = outside.got.length;
    for (let count = 0; count < 20; count += 1) inside.say(`${network.outside}.1`, outside.port, String(count));
    await until('some of the lot', () => outside.got.length > before);
  }
  await until('the last', async () => {
    const before = outside.got.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return before > 0 && before === outside.got.length;
  });
  assert.ok(outside.got.length > 700 && outside.got.length < 900, `${outside.got.length} of 1000 arrived`);
});

test('two at once do not meet, and nothing is left of them', options, async (t) => {
  const networks = await Promise.all([
    open(t, behindNat({ kind: 'symmetric' })),
    open(t, behindFirewall({ udp: true, tcp: [] })),
  ]);
  const [one, other] = networks;
  assert.notEqual(one?.outside, other?.outside);
  for (const network of networks) {
    const outside = await listener(t, `${network.outside}.1`);
    speaker(t, network).say(`${network.outside}.1`, outside.port, 'here');
    await until('a word', () => outside.got.length === 1);
    assert.match(await ip('-oneline', 'link'), new RegExp(` sw${network.outside.replaceAll('.', '-').slice(2)}@`));
    await network.stop();
  }
  // Other processes may have some meanwhile.
  for (const { outside, name } of networks) {
    assert.ok(!(await ip('-oneline', '-4', 'address')).includes(` ${outside}.`));
    assert.ok(!(await ip('-oneline', 'link')).includes(` sw${outside.replaceAll('.', '-').slice(2)}@`));
    assert.ok(!(await ip('netns', 'list')).includes(name));
  }
  assert.doesNotMatch(await ip('netns', 'list'), new RegExp(`^switchhook-${process.pid}-`, 'm'));
});
