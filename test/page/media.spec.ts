import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { readRtp, writeRtp } from '../../main/media/rtp/packet.ts';
import { writeKeyEvent } from '../../main/media/rtp/telephone-event.ts';
import { createToneEar } from '../../main/media/rtp/tone-ear.ts';
import { waveFile } from '../../scripts/assets/wave-file.ts';
import { until } from '../desktop/until.ts';
import { HeardGateway } from '../peers/gateway-call.ts';
import type { Codec } from '../peers/peer.ts';
import { joined, type Passing } from '../peers/port-between.ts';
import { sineSamples } from '../peers/tone.ts';
import { ringingLeg } from '../views/leg-view.ts';
import { farToneHz, SoundCall } from './rig/sound-call.ts';
import { SoundPage } from './rig/sound-page.ts';
import { launchSound, type MicrophoneKind, serveSound } from './rig/sound-site.ts';

// Sound takes its time, and a busy machine more of it.
test.describe.configure({ timeout: 90_000 });

const microphoneHz = 700;

let folder: string;
let speaking: MicrophoneKind;
let site: Awaited<ReturnType<typeof serveSound>>;
/** One for each kind of microphone: they are slow to start, and a page has nothing of the one before it. */
const browsers = new Map<MicrophoneKind, Promise<Browser>>();
let pages: Page[];
let calls: SoundCall[];

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchhook-sound-'));
  const file = join(folder, 'microphone.wav');
  await writeFile(file, waveFile(sineSamples(microphoneHz, 48_000, 4, -6), 48_000));
  speaking = { speaking: file };
  site = await serveSound();
});

test.afterAll(async () => {
  for (const browser of browsers.values()) await (await browser).close();
  browsers.clear();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

test.beforeEach(() => {
  pages = [];
  calls = [];
});

test.afterEach(async () => {
  await Promise.all(calls.map((call) => call.end()));
  await Promise.all(pages.map((page) => page.close()));
});

async function openPage(microphone: MicrophoneKind): Promise<SoundPage> {
  const starting = browsers.get(microphone) ?? launchSound(microphone);
  browsers.set(microphone, starting);
  const page = await (await starting).newPage();
  pages.push(page);
  return SoundPage.open(page, site.url);
}

async function ring(page: SoundPage, callId?: string, codec?: Codec): Promise<SoundCall> {
  const call = await SoundCall.ring(page, callId, codec);
  calls.push(call);
  return call;
}

async function hearFar(page: SoundPage, callId: string): Promise<void> {
  await until('the far voice in the page', async () => {
    const { frequency, level } = await page.playedTone(callId);
    return Math.abs(frequency - farToneHz) < 12 && level > -30;
  });
}

for (const [codec, security, transport] of [
  ['PCMU', 'none', 'direct'],
  ['PCMA', 'none', 'direct'],
  ['G722', 'none', 'direct'],
  ['opus', 'none', 'direct'],
  ['PCMU', 'sdes', 'direct'],
  ['G722', 'sdes', 'direct'],
  ['opus', 'sdes', 'direct'],
  ['PCMA', 'none', 'ice'],
  ['PCMU', 'sdes', 'ice'],
] as const) {
  const protection = security === 'sdes' ? ' under keys of the SDP' : '';
  const way = transport === 'ice' ? ' by ICE' : '';
  test(`a call in ${codec}${protection}${way} carries both voices, and muting silences one of them`, async () => {
    const page = await openPage(speaking);
    const call = await SoundCall.ring(page, 'call', codec, { security, transport });
    calls.push(call);
    await call.answer();
    expect(page.last('microphone')?.outcome).toBe('opened');
    await call.peer.heard(microphoneHz);
    await hearFar(page, 'call');
    await call.heard.event('call', 'far-heard');
    await call.show({ muted: true });
    await call.peer.quiet();
    await call.show({ muted: false });
    await call.peer.heard(microphoneHz);
    expect(call.peer.traffic).toMatchObject({ malformed: 0, missing: 0 });
    expect(call.peer.traffic.sources).toHaveLength(1);
    expect((await page.microphones()).length).toBe(1);
  });
}

for (const [codec, security, transport] of [
  ['G722', 'sdes', 'ice'],
  ['PCMU', 'sdes', 'ice'],
  ['PCMA', 'none', 'direct'],
] as const) {
  test(`a call out that is answered in ${codec} (${security}, ${transport}) carries both voices over one connection`, async () => {
    const page = await openPage(speaking);
    const { call, answer } = await SoundCall.callOut(page, codec, { security, transport });
    calls.push(call);
    await call.accepted(answer);
    await call.peer.heard(microphoneHz);
    await hearFar(page, 'call');
    expect(call.peer.traffic).toMatchObject({ malformed: 0, missing: 0 });
    expect(call.peer.traffic.sources).toHaveLength(1);
    expect(page.reports.filter(({ type }) => type === 'leg-answer')).toHaveLength(1);
    expect(page.reports.filter(({ type }) => type === 'leg-failed')).toEqual([]);
    expect(await page.heldConnections()).toBe(1);
  });
}

test('early media of a call out is heard in the page, while the far side hears nothing', async () => {
  const page = await openPage(speaking);
  const { call, answer } = await SoundCall.callOut(page, 'PCMU', { security: 'sdes', transport: 'ice' });
  calls.push(call);
  call.heard.gateway.handle({
    type: 'provisional-answer',
    callId: 'call',
    offering: 'the call',
    fork: 'one',
    answer,
  });
  await call.heard.event('call', 'early-media');
  await call.followNearOffer({ microphone: 'open', muted: true });
  await hearFar(page, 'call');
  expect(call.peer.traffic.rtpPackets).toBe(0);
  await call.accepted(answer);
  await call.show({ muted: false });
  await call.peer.heard(microphoneHz);
  await hearFar(page, 'call');
  expect(call.peer.traffic.sources).toHaveLength(1);
});

for (const [codec, packetMs] of [
  ['PCMU', 10],
  ['PCMA', 30],
  ['G722', 40],
  ['PCMU', 60],
  ['opus', 60],
] as const) {
  test(`a far side that puts ${packetMs} ms of ${codec} in a packet is heard`, async () => {
    const page = await openPage(speaking);
    const call = await SoundCall.ring(page, 'call', codec, { packetMs });
    calls.push(call);
    await call.answer();
    await hearFar(page, 'call');
    await call.peer.heard(microphoneHz);
  });
}

test('a page whose connection is reset in a call connects anew, and both voices go on', async () => {
  const page = await openPage(speaking);
  const windows: Socket[] = [];
  const pass: Passing = (window, port) => {
    windows.push(window);
    window.pipe(joined(window, port)).pipe(window);
  };
  const call = await SoundCall.ring(page, 'call', 'PCMU', { pass });
  calls.push(call);
  await call.answer();
  await hearFar(page, 'call');
  windows[0]?.resetAndDestroy();
  await until('another connection', () => windows.length === 2);
  // Nothing of before is left to be heard after that.
  await call.show({ muted: true });
  await call.peer.quiet();
  await call.show({ muted: false });
  await call.peer.heard(microphoneHz);
  await hearFar(page, 'call');
  expect(windows).toHaveLength(2);
  expect(call.heard.events.filter(({ type }) => type === 'failed')).toEqual([]);
  expect(page.reports.filter(({ type }) => type === 'leg-failed')).toEqual([]);
});

test('a key that goes out is heard in the call’s speaker, once, and none that went out before', async () => {
  const page = await openPage(speaking);
  const output = (await until('the devices', () => page.last('devices'))).outputs.at(-1);
  const call = await ring(page);
  await call.answer();
  const before = (await page.elements()).length;
  const sound = { keySent: { tone: '5', before: 0 }, speakerId: output?.id ?? '' } as const;
  await call.show(sound);
  await until('the key', async () => (await page.elements()).length === before + 1);
  await call.show({ ...sound, muted: true });
  await call.show({ keySent: { tone: '5', before: 1 } });
  await until('the key again', async () => (await page.elements()).length === before + 2);
  expect((await page.elements()).slice(before).map(({ sinkId }) => sinkId)).toEqual([output?.id, output?.id]);
  const again = await openPage(speaking);
  await again.show({ ring: null, legs: [call.change({ microphone: 'closed' })] });
  await until('an answer', () => again.last('leg-answer'));
  expect(await again.elements()).toEqual([]);
});

test('keys go out while one is muted or has no microphone, and are heard by who decodes them', async () => {
  const page = await openPage('none');
  const call = await SoundCall.ring(page, 'call', 'PCMU', { far: 'ear' });
  calls.push(call);
  const keys: string[] = [];
  const clock = { now: () => performance.now() };
  const ear = createToneEar({ clock, ticksPerMs: 8, onTone: (tone) => keys.push(tone) });
  call.peer.onRtp((datagram) => {
    const packet = readRtp(datagram);
    if (packet?.payloadType === 101) ear.take(packet);
  });
  await call.answer();
  call.heard.gateway.handle({ type: 'send-tones', callId: 'call', tones: ['1', '9', '9', '#'] });
  await until('all keys', () => keys.length === 4);
  expect(keys).toEqual(['1', '9', '9', '#']);
});

test('a key that the far side presses is told, and heard as its tone', async () => {
  const page = await openPage(speaking);
  const call = await SoundCall.ring(page, 'call', 'PCMU', { far: 'ear' });
  calls.push(call);
  await call.answer();
  // Over and over: 200 ms of silence, then a key for a second.
  const [quiet, whole] = [10, 60];
  let packet = 0;
  const press = setInterval(() => {
    const part = (packet % whole) - quiet;
    const begun = packet - Math.max(part, 0);
    const event = { tone: '5', ended: part > whole - quiet - 4, duration: (part + 1) * 160 } as const;
    const payload = part < 0 ? Buffer.alloc(160, 0xff) : writeKeyEvent(event);
    const fields = { payloadType: part < 0 ? 0 : 101, timestamp: begun * 160, marker: part === 0, ssrc: 7, payload };
    call.peer.send(writeRtp({ ...fields, sequenceNumber: packet }));
    packet += 1;
  }, 20);
  try {
    await until('its tone', async () => {
      const { frequency, level } = await page.playedTone('call');
      return level > -30 && [770, 1336].some((pitch) => Math.abs(frequency - pitch) < 12);
    });
  } finally {
    clearInterval(press);
  }
  expect(await call.heard.event('call', 'tone-heard')).toMatchObject({ tone: '5', before: 0 });
});

test('while one is muted packets go on as before, with silence in them', async () => {
  const page = await openPage(speaking);
  const call = await ring(page);
  await call.answer();
  await call.peer.heard(microphoneHz);
  await call.show({ muted: true });
  await call.peer.quiet();
  const before = call.peer.traffic.rtpPackets;
  await call.peer.listen();
  const listenedTo = await until('two seconds of packets', () => call.peer.traffic.rtpPackets - before > 100);
  expect(listenedTo).toBe(true);
  expect(call.peer.traffic).toMatchObject({ payloadTypes: [0], payloadBytes: [160], missing: 0 });
});

test('where the far side takes 10 ms in a packet, it gets no more', async () => {
  const page = await openPage(speaking);
  const call = await SoundCall.ring(page, 'call', 'PCMU', { more: 'a=maxptime:10\r\n' });
  calls.push(call);
  await call.answer();
  await call.peer.heard(microphoneHz);
  expect(call.peer.traffic.payloadBytes).toEqual([80]);
});

test('while it rings the connection stands, and neither microphone nor speaker is touched', async () => {
  const page = await openPage(speaking);
  const call = await ring(page);
  await call.show({ muted: true });
  expect(await page.microphones()).toEqual([]);
  expect(await page.elements()).toEqual([]);
  expect(page.last('levels')).toBeUndefined();
  expect(call.peer.traffic.rtpPackets).toBe(0);
});

test('a call that was muted while it rang is mute when it is answered', async () => {
  const page = await openPage(speaking);
  const call = await ring(page);
  await call.show({ muted: true });
  await call.answer();
  await hearFar(page, 'call');
  await call.peer.quiet();
  expect(await page.microphones()).toMatchObject([{ state: 'live', enabled: false }]);
});

test('levels of both directions come while a call is up', async () => {
  const page = await openPage(speaking);
  const call = await ring(page);
  await call.answer();
  await until('both levels', () => {
    const levels = page.last('levels')?.levels;
    return levels !== undefined && levels.microphone > 0.3 && levels.speaker > 0.3;
  });
  await call.show({ muted: true });
  await until('no level of a mute microphone', () => page.last('levels')?.levels.microphone === 0);
});

test('when the leg goes microphone, speaker and connection end, and another call is left alone', async () => {
  const page = await openPage(speaking);
  const first = await ring(page, 'first');
  const second = await SoundCall.ring(page, 'second', 'PCMU', { beside: first });
  calls.push(second);
  await page.show({ ring: null, legs: [first.change({}), second.change({ microphone: 'open' })] });
  second.heard.gateway.handle({ type: 'start', callId: 'second' });
  await hearFar(page, 'second');
  await page.show({ ring: null, legs: [first.change({})] });
  await until('a stopped microphone', async () => (await page.microphones()).every(({ state }) => state === 'ended'));
  expect(await page.elements()).toMatchObject([{ paused: true, attached: false }]);
  const count = page.reports.length;
  await first.answer();
  await hearFar(page, 'first');
  const later = page.reports.slice(count);
  expect(later.filter((report) => report.type === 'levels' && report.levels.callId === 'second')).toEqual([]);
});

test('nothing holds the connections of calls that are over', async () => {
  const page = await openPage(speaking);
  const ways: Readonly<Record<string, (call: SoundCall) => Promise<unknown>>> = {
    missed: async () => {},
    answered: (call) => call.answer(),
    muted: async (call) => {
      await call.answer();
      await call.show({ muted: true });
    },
  };
  for (const [name, way] of Object.entries(ways)) {
    const call = await ring(page, name);
    await way(call);
    expect(await page.heldConnections()).toBe(1);
    await page.show({ ring: null, legs: [] });
    await until(`no connection of a ${name} call left`, async () => (await page.heldConnections()) === 0);
  }
});

test('an unplugged microphone is replaced by the default, and the far side goes on hearing', async () => {
  const page = await openPage(speaking);
  const call = await ring(page);
  await call.answer();
  await call.peer.heard(microphoneHz);
  await page.unplugMicrophone();
  await until('a second microphone', async () => (await page.microphones()).length === 2);
  await call.peer.heard(microphoneHz);
  expect(await page.microphones()).toMatchObject([{ state: 'ended' }, { state: 'live' }]);
});

test('devices change during the call, and one that is gone falls back to the default', async () => {
  const page = await openPage(speaking);
  const devices = await until('the devices', () => page.last('devices'));
  expect(devices.inputs[0]).toEqual({ id: 'default', label: 'System default' });
  const [input, output] = [devices.inputs.at(-1), devices.outputs.at(-1)];
  const call = await ring(page);
  await call.answer();
  await call.show({ microphoneId: input?.id ?? '', speakerId: output?.id ?? '' });
  await until('the other speaker', async () => (await page.elements())[0]?.sinkId === output?.id);
  await until('the other microphone', async () => (await page.microphones()).at(-1)?.label === input?.label);
  await call.peer.heard(microphoneHz);
  await call.show({ microphoneId: 'no such device', speakerId: 'no such device' });
  await until('the default speaker', async () => (await page.elements())[0]?.sinkId === '');
  await until('a third microphone', async () => (await page.microphones()).length === 3);
  await call.peer.heard(microphoneHz);
  await hearFar(page, 'call');
});

test('what is done to the voice changes during the call, and the far side goes on hearing', async () => {
  const page = await openPage(speaking);
  const call = await ring(page);
  await call.answer();
  const all = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  expect((await page.microphones()).at(-1)).toMatchObject(all);
  for (const change of [{ echoCancellation: false }, { noiseSuppression: false, autoGainControl: false }, all]) {
    const processing = { ...all, ...change };
    await call.show({ processing });
    await expect.poll(async () => (await page.microphones()).at(-1)).toMatchObject({ state: 'live', ...processing });
    await call.peer.heard(microphoneHz);
  }
  const [last, ...before] = (await page.microphones()).reverse();
  expect([last?.state, ...new Set(before.map(({ state }) => state))]).toEqual(['live', 'ended']);
});

for (const [kind, outcome] of [
  ['none', 'missing'],
  ['denied', 'denied'],
] as const) {
  test(`with a microphone that is ${outcome} the far side is heard all the same`, async () => {
    const page = await openPage(kind);
    const call = await ring(page);
    await call.answer();
    expect(page.last('microphone')?.outcome).toBe(outcome);
    await hearFar(page, 'call');
  });
}

test('an offer that is none is told', async () => {
  const page = await openPage('none');
  await page.show({ ring: null, legs: [{ ...ringingLeg('call', 'no SDP'), microphone: 'open' }] });
  expect((await until('word of the failure', () => page.last('leg-failed'))).callId).toBe('call');
});

test('the ring tone fades in on its device, and stops with the view', async () => {
  const page = await openPage(speaking);
  const output = (await until('the devices', () => page.last('devices'))).outputs.at(-1);
  await page.show({ ring: { callId: 'call', deviceId: output?.id ?? '', tone: 'ring' }, legs: [] });
  await until('the tone', () => page.last('ring-tone')?.playing === true);
  const [early] = await page.elements();
  expect(early).toMatchObject({ paused: false, sinkId: output?.id });
  expect((await page.firstVolumes())[0]).toBeLessThan(1);
  await until('its full volume', async () => (await page.elements())[0]?.volume === 1);
  await page.show({ ring: { callId: 'call', deviceId: 'no such device', tone: 'ring' }, legs: [] });
  await until('the default device', async () => (await page.elements())[0]?.sinkId === '');
  await page.show({ ring: null, legs: [] });
  expect(await page.elements()).toMatchObject([{ paused: true }]);
  await until('word of the end', () => page.last('ring-tone')?.playing === false);
});

test('a ring is as loud as the user wants it, and a second device joins it after a while', async () => {
  const page = await openPage(speaking);
  const outputs = (await until('the devices', () => page.last('devices'))).outputs;
  const [deviceId, other] = [outputs.at(-1)?.id ?? '', outputs.at(1)?.id ?? ''];
  expect(other).not.toBe(deviceId);
  const ring = { callId: 'call', deviceId, tone: 'ring-low', volume: 0.4 } as const;
  await page.show({ ring: { ...ring, also: { deviceId: other, afterMs: 300 } }, legs: [] });
  await until('both', async () => (await page.elements()).length === 2);
  await until('their volume', async () => (await page.elements()).every(({ volume }) => volume === 0.4));
  expect((await page.elements()).map(({ sinkId }) => sinkId)).toEqual([deviceId, other]);
  await page.show({ ring: null, legs: [] });
  expect(await page.elements()).toMatchObject([{ paused: true }, { paused: true }]);
});

test('a device rings once, under whichever of its ids', async () => {
  const page = await openPage(speaking);
  await until('the devices', () => page.last('devices'));
  const also = { deviceId: '', afterMs: 0 };
  await page.show({ ring: { callId: 'call', deviceId: '', tone: 'ring', also }, legs: [] });
  await until('the tone', () => page.last('ring-tone')?.playing === true);
  await until('its full volume', async () => (await page.elements())[0]?.volume === 1);
  expect(await page.elements()).toHaveLength(1);
});

test('each second of a call tells how it is heard, and the wire’s side of it comes with it', async () => {
  const page = await openPage(speaking);
  const call = await ring(page);
  await call.answer();
  await hearFar(page, 'call');
  // On a busy machine nothing is played in some of the seconds, or what comes late.
  const { figures } = await until('a second in which voice was played, and in time', () => {
    const last = page.last('heard');
    return last !== undefined && last.figures.bufferMs !== null && last.figures.late < 10 ? last : undefined;
  });
  const { callId, bufferMs, microphone } = figures;
  expect(callId).toBe('call');
  expect(bufferMs).toBeGreaterThan(0);
  expect(bufferMs).toBeLessThan(2000);
  expect(microphone).toBeGreaterThan(0.1);
  const wire = await until('the wire’s figures', () =>
    call.heard.events.findLast((event) => event.type === 'figures' && event.figures.received > 0),
  );
  expect(wire).toMatchObject({ figures: { codec: 'PCMU', encrypted: false, quiet: false, lost: 0 } });
});

test('in a call to oneself one’s own voice comes back through the whole gateway', async () => {
  const page = await openPage(speaking);
  const heard = new HeardGateway();
  try {
    heard.gateway.handle({ type: 'test-call', callId: 'test' });
    const { nearOffer: offer } = await heard.event('test', 'prepared');
    await page.show({ ring: null, legs: [{ ...ringingLeg('test', offer), microphone: 'open' }] });
    const answer = await until('an answer of the page', () => page.last('leg-answer'));
    heard.gateway.handle({ type: 'near-answer', callId: 'test', sdp: answer.sdp });
    await heard.event('test', 'near-connected');
    heard.gateway.handle({ type: 'start', callId: 'test' });
    await until('one’s own voice', async () => {
      const { frequency, level } = await page.playedTone('test');
      return Math.abs(frequency - microphoneHz) < 12 && level > -40;
    });
    const last = await until('figures of both directions', () =>
      heard.events.findLast((event) => event.type === 'figures' && event.figures.far !== null),
    );
    expect(last).toMatchObject({ figures: { codec: 'G722', encrypted: true, via: 'lo' } });
  } finally {
    await heard.gateway.close();
  }
});
