import assert from 'node:assert/strict';
import type { HttpRequest, Random } from '../../../../main/core/ports.ts';
import type { CallView } from '../../../../preload/contract/index.ts';
import { createFakeClock, type FakeClock } from '../fakes/clock.ts';
import { createFakeHttp } from '../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import type { ScriptedCall } from './scripted-call.ts';
import { ServedCalls } from './served-calls.ts';
import { StateWatch } from './state-watch.ts';
import { Wire } from './wire.ts';

/** Longest time a ring may go on that is over, while the wire is whole; with some for the wire itself. */
const longestStaleMs = 2_500;
const sliceMs = 500;
const longestHoldMs = 215_000;
/** A call whose far side sends nothing for so long is reported by the media process. */
const farSilentMs = 30_000;
/** The whole phone, a server that knows what is true, and a wire between them that the test breaks. */
export class World {
  readonly clock: FakeClock = createFakeClock();
  readonly wire: Wire;
  readonly server: ServedCalls;
  readonly phone: TestPhone;
  /** Whoever is called or written to is somebody new. */
  dialled = 0;
  readonly #staleMs = new Map<string, number>();
  readonly #silentMs = new Map<string, number>();
  #halfOpen = false;

  constructor(reoffers: boolean, random?: Random) {
    const http = createFakeHttp();
    this.wire = new Wire(this.clock, http);
    const overWire = { ...http, send: (request: HttpRequest) => this.wire.send(request) };
    const given = { clock: this.clock, http: overWire, ...(random === undefined ? {} : { random }) };
    this.phone = createTestPhone(given);
    const { clock, wire } = this;
    this.server = new ServedCalls({ clock, http, server: this.phone.server, wire, reoffers });
    this.phone.media.prepareAtOnce();
    this.phone.media.callOutAtOnce();
    this.phone.media.renegotiateAtOnce();
    new StateWatch(this.phone).look();
  }

  async start(): Promise<void> {
    await this.phone.signIn();
    await this.pass(2_000);
    assert.equal(this.phone.view().session.status, 'Ready');
  }

  /** Time passes, and is watched. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= sliceMs) {
      await this.clock.advance(Math.min(left, sliceMs));
      this.#fallSilent();
      this.#watch();
    }
  }

  get live(): readonly CallView[] {
    return byName(this.phone.phone.view().calls.filter(({ state }) => state !== 'ended'));
  }

  nth(index: number): ScriptedCall | undefined {
    return this.server.calls.filter(({ state }) => state === 'ringing' || state === 'talking')[index];
  }

  halfOpen(): void {
    this.#halfOpen = true;
    this.wire.halfOpen();
  }

  /** Every fault is over; what was under way on a dead wire is still lost. */
  heal(): void {
    this.wire.state = 'up';
    this.wire.mute = false;
    this.wire.latencyMs = 5;
    this.server.repeats = 0;
    this.server.reverses = false;
    this.wire.cuts = 0;
    this.server.instead = [];
    this.server.refusal = null;
  }

  /** Heals, waits until the phone can know everything, and compares it with what is true. */
  async converge(): Promise<void> {
    this.heal();
    for (let waited = 0; waited < 400_000 && !this.#settled(); waited += 1_000) await this.pass(1_000);
    await this.pass(5_000);
    // Something may just be on its way, or a doubt be left of what was not answered before: a server may hold a request for long.
    for (let more = 0; more < longestHoldMs / sliceMs && !this.#settled(); more += 1) await this.pass(sliceMs);
    this.#halfOpen = false;
    this.detect();
  }

  #settled(): boolean {
    return this.phone.phone.view().session.status === 'Ready' && this.server.polled && this.differences().length === 0;
  }

  /** Fails on any difference between the phone and the server: the detector that follows each fault. */
  detect(): void {
    assert.equal(this.phone.phone.view().session.status, 'Ready');
    assert.ok(this.server.polled, 'the server holds a request of the event channel');
    assert.deepEqual(this.differences(), []);
  }

  differences(): readonly string[] {
    const found: string[] = [];
    const past = this.phone.past();
    const entries = past.map(({ party }) => party.label);
    for (const call of this.server.calls) {
      const { name, state, told } = call;
      const shown = this.live.filter(({ party }) => party.label === name).map((each) => each.state);
      // Voice outlives its application, but what ended here before cannot be ended there any more.
      const isStray = state === 'talking' && !this.server.hasAtHand(call) && shown.length === 0;
      const expected = isStray ? [] : { ringing: ['ringing'], talking: ['connected'], ended: [], lost: [] }[state];
      if (shown.join() !== expected.join()) found.push(`${name} is ${state} and shown as ${shown.join() || 'nothing'}`);
      const kept = entries.filter((entry) => entry === name).length;
      if (kept > 1 || (kept > 0 && expected.length > 0)) found.push(`${name} is ${kept} times in the history`);
      if (state === 'ended' && told && kept === 0 && call.gaveWay !== true) found.push(`${name} was lost`);
      if (call.accepted > 1) found.push(`${name} was answered ${call.accepted} times`);
    }
    return [...found, ...this.server.differences({ live: this.live, past, phone: this.phone })];
  }

  /** Where a call is over, no voice comes from the other side. */
  #fallSilent(): void {
    for (const { id, state, party } of this.live) {
      const call = this.server.calls.find(({ name }) => name === party.label);
      const silent = state === 'connected' && call?.state !== 'talking';
      const forMs = silent ? (this.#silentMs.get(id) ?? 0) + sliceMs : 0;
      this.#silentMs.set(id, forMs);
      if (forMs >= farSilentMs) this.phone.media.say({ type: 'far-silent', callId: id });
    }
  }

  #watch(): void {
    // What rings at the telephone is heard there, and not here.
    const rings = this.live.flatMap((call) =>
      call.state === 'ringing' && call.phone === null ? [call.party.label] : [],
    );
    assert.equal(new Set(rings).size, rings.length, 'nobody rings twice');
    assert.ok(this.wire.mostPolls <= 2, 'one request of the event channel and its replacement');
    const deaf = !this.server.polled;
    const blind = deaf || this.wire.mute || this.#halfOpen || this.wire.state !== 'up' || this.wire.latencyMs > 100;
    for (const name of rings) {
      const call = this.server.calls.find((each) => each.name === name);
      const stale = call?.state !== 'ringing' && !blind;
      const forMs = stale ? (this.#staleMs.get(name) ?? 0) + sliceMs : 0;
      this.#staleMs.set(name, forMs);
      assert.ok(forMs <= longestStaleMs, `${name} rings ${forMs} ms after it was over`);
    }
  }

  async stop(): Promise<void> {
    const stopped = this.phone.phone.stop();
    await this.clock.advance(2_000);
    await stopped;
    await settle();
    assert.deepEqual(this.phone.media.open, [], 'no socket is left');
    assert.equal(this.phone.phone.mayOpenMicrophone(), false, 'no microphone is open');
    const { ring, legs } = this.phone.phone.mediaView();
    assert.deepEqual(legs, []);
    // That a call out came to nothing may still be heard.
    assert.ok(ring === null || ring.tone === 'ended' || ring.tone === 'busy', `${ring?.tone} goes on`);
    const errors = this.phone.log.entries.filter(({ level }) => level === 'error');
    assert.deepEqual(errors, [], 'nothing is logged as an error');
  }
}

/** Who comes first does not depend on what was told first. */
export function byName<One extends { readonly party: { readonly label: string } }>(
  all: readonly One[],
): readonly One[] {
  return [...all].sort((one, other) => (one.party.label < other.party.label ? -1 : 1));
}
