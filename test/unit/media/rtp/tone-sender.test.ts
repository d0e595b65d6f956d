import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { readKeyEvent } from '../../../../main/media/rtp/telephone-event.ts';
import { createToneSender, type ToneSender } from '../../../../main/media/rtp/tone-sender.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';

let clock: FakeClock;
let sent: { readonly at: number; readonly tone: string; readonly ended: boolean; readonly first: boolean }[];
let pressed: string[];
let sender: ToneSender;

beforeEach(() => {
  clock = createFakeClock();
  sent = [];
  pressed = [];
  sender = createToneSender({
    clock,
    ticksPerMs: 48,
    onPressed: (tone) => pressed.push(tone),
    send(payload, first) {
      const event = readKeyEvent(payload) ?? assert.fail('no event');
      assert.equal(
        event.duration,
        Math.min(event.ended ? 100 : 20 * (1 + sent.filter(isOf(event.tone)).length), 100) * 48,
      );
      sent.push({ at: clock.now(), tone: event.tone, ended: event.ended, first });
    },
  });
});

const isOf =
  (tone: string) =>
  (each: { readonly tone: string }): boolean =>
    each.tone === tone;

test('a key is pressed for 100 ms and ends three times, and the next waits 70 ms more', () => {
  sender.press(['7', 'D']);
  clock.advance(1000);
  const times = (tone: string) => sent.filter(isOf(tone)).map(({ at }) => at);
  assert.deepEqual(times('7'), [0, 20, 40, 60, 80, 100, 120]);
  assert.deepEqual(times('D'), [170, 190, 210, 230, 250, 270, 290]);
  assert.equal(sent.filter(({ ended }) => ended).length, 6);
  assert.deepEqual(
    sent.flatMap(({ first, at }) => (first ? at : [])),
    [0, 170],
  );
  assert.deepEqual(pressed, ['7', 'D']);
  assert.equal(clock.waiting(), 0);
});

test('voice waits for a key, and not for the pause behind it', () => {
  assert.equal(sender.isSounding(), false);
  sender.press(['1', '2']);
  const states: boolean[] = [];
  for (const ms of [0, 119, 1, 49, 1]) {
    clock.advance(ms);
    states.push(sender.isSounding());
  }
  assert.deepEqual(states, [true, true, false, false, true]);
});

test('a key that is pressed in the pause waits until it is over', () => {
  sender.press(['1']);
  clock.advance(130);
  sender.press(['2']);
  assert.deepEqual(pressed, ['1']);
  clock.advance(39);
  assert.deepEqual(pressed, ['1']);
  clock.advance(1);
  assert.deepEqual(pressed, ['1', '2']);
});

test('once stopped nothing more is sent, and it can begin anew', () => {
  sender.press(['1', '2', '3']);
  clock.advance(30);
  sender.stop();
  assert.equal(sender.isSounding(), false);
  clock.advance(1000);
  assert.equal(sent.length, 2);
  sender.press(['4']);
  clock.advance(1000);
  assert.deepEqual(pressed, ['1', '4']);
});
