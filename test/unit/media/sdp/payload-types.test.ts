import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'sdp-transform';
import { chooseTypes } from '../../../../main/media/sdp/payload-types.ts';

/** What is chosen of an audio line with these payload types and attributes. */
function chosen(formats: string, attributes: readonly string[] = [], spoken: 'PCMU' | 'PCMA' | null = null) {
  const line = [`m=audio 4000 RTP/AVP ${formats}`, ...attributes].join('\r\n');
  const description = parse(`v=0\r\n${line}\r\n`).media[0] ?? assert.fail();
  const codecs = { PCMU: chooseOne('0'), PCMA: chooseOne('8') };
  return chooseTypes(formats.split(' '), description, spoken && [codecs[spoken]]);
}

function chooseOne(format: string) {
  const description = parse(`v=0\r\nm=audio 4000 RTP/AVP ${format}\r\n`).media[0] ?? assert.fail();
  return (chooseTypes([format], description, null) ?? assert.fail()).codec;
}

test('a number that would be read as RTCP, or that is none, is passed over', () => {
  for (const type of ['64', '72', '95', '128', '255', '1000', '+8', '8x', 'x8']) {
    assert.equal(chosen(`${type} 0`, [`a=rtpmap:${Number.parseInt(type, 10) || 8} PCMA/8000`])?.payloadType, 0, type);
  }
  for (const type of ['63', '96', '127']) {
    assert.equal(chosen(`${type} 0`, [`a=rtpmap:${type} PCMA/8000`])?.payloadType, Number(type));
  }
});

test('a call that is up goes on with its codec, or not at all', () => {
  assert.equal(chosen('0 8')?.payloadType, 0);
  assert.equal(chosen('0 8', [], 'PCMA')?.payloadType, 8);
  assert.equal(chosen('0', [], 'PCMA'), null);
});

test('a number that is mapped twice keeps its first meaning', () => {
  assert.equal(chosen('96 0', ['a=rtpmap:96 SILK/16000', 'a=rtpmap:96 PCMA/8000'])?.payloadType, 0);
});

test('the order is the far side’s, whatever sounds better', () => {
  const maps = ['a=rtpmap:111 opus/48000/2'];
  assert.equal(chosen('0 111', maps)?.codec, 'PCMU');
  assert.equal(chosen('111 0', maps)?.codec, 'opus');
  assert.equal(chosen('8 9 0')?.codec, 'PCMA');
});

test('Opus is what RFC 7587 calls so, and 111 without a name is nothing', () => {
  for (const [map, codec] of [
    ['opus/48000/2', 'opus'],
    ['OPUS/48000/2', 'opus'],
    ['opus/48000', undefined],
    ['opus/8000/2', undefined],
    ['opus/48000/1', undefined],
  ] as const) {
    assert.equal(chosen('111', [`a=rtpmap:111 ${map}`])?.codec, codec, map);
  }
  assert.equal(chosen('111'), null);
});

test('events are at the clock of the voice that they share time stamps with, or none are taken', () => {
  const both = ['a=rtpmap:111 opus/48000/2', 'a=rtpmap:110 telephone-event/48000', 'a=rtpmap:101 telephone-event/8000'];
  assert.equal(chosen('111 0 101 110', both)?.telephoneEvent?.payloadType, 110);
  assert.equal(chosen('0 111 110 101', both)?.telephoneEvent?.payloadType, 101);
  assert.equal(chosen('111 101', both)?.telephoneEvent, null);
  assert.equal(chosen('111 101', ['a=rtpmap:111 opus/48000/2', 'a=fmtp:101 0-15'])?.telephoneEvent, null);
});

test('of what Opus is asked, what an encoder can follow is passed on', () => {
  for (const [written, wishes] of [
    ['maxplaybackrate=16000; stereo=1;useinbandfec=1;usedtx=1', 'maxplaybackrate=16000;useinbandfec=1'],
    ['minptime=10;MaxAverageBitrate=20000 ; cbr=0', 'minptime=10;maxaveragebitrate=20000;cbr=0'],
    ['maxaveragebitrate=1;maxplaybackrate=96000;useinbandfec=2', ''],
    ['minptime=10\r\na=crypto:1;sprop-stereo=1', 'minptime=10'],
    ['sprop-stereo=1;constructor=1;=1;cbr;minptime=-10;toString=5', ''],
    ['', ''],
  ] as const) {
    const attributes = ['a=rtpmap:111 opus/48000/2', ...(written === '' ? [] : [`a=fmtp:111 ${written}`])];
    assert.equal(chosen('111', attributes)?.wishes, wishes, written);
  }
  assert.equal(chosen('0', ['a=fmtp:0 minptime=10'])?.wishes, '');
});

test('the events are as offered where they are a list, and the keys where they are not', () => {
  for (const [written, events] of [
    ['0-16', '0-16'],
    ['5', '5'],
    ['15', '15'],
    ['0-11,16', '0-11,16'],
    ['0-11, 16-128', '0-11,16-128'],
    ['events=0-15', '0-15'],
    ['Events=0-11', '0-11'],
    ['all', '0-15'],
    ['0-', '0-15'],
    ['1234', '0-15'],
  ] as const) {
    const types = chosen('0 101', ['a=rtpmap:101 telephone-event/8000', `a=fmtp:101 ${written}`]);
    assert.deepEqual(types?.telephoneEvent, { payloadType: 101, events }, written);
  }
});

test('a number of its own with a list of events is that even without a name, a fixed one is not', () => {
  assert.deepEqual(chosen('0 101', ['a=fmtp:101 0-16'])?.telephoneEvent, { payloadType: 101, events: '0-16' });
  assert.equal(chosen('0 18', ['a=fmtp:18 0-16'])?.telephoneEvent, null);
});
