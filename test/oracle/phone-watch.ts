/** What a user of the core could see and hear: every ring in the view and every ring tone, with its time. */
import type { Phone } from '../../main/core/phone.ts';
import type { HistoryView } from '../../preload/contract/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { SeenRing } from './judge.ts';

interface OpenRing {
  readonly caller: string;
  readonly from: number;
  to: number | null;
}

export class PhoneWatch {
  readonly #phone: Phone;
  readonly #past: () => readonly HistoryView[];
  readonly #rings = new Map<string, OpenRing>();
  readonly #end: () => void;
  #tones = 0;
  #tone: string | null = null;

  /** `past`: all calls of the history. */
  constructor(phone: Phone, past: () => readonly HistoryView[]) {
    this.#phone = phone;
    this.#past = past;
    this.#end = phone.subscribe(() => this.#look());
    this.#look();
  }

  get rings(): readonly SeenRing[] {
    return [...this.#rings.values()];
  }

  /** How often a ring tone began. */
  get tones(): number {
    return this.#tones;
  }

  /** Callers in the history. */
  get history(): readonly string[] {
    return this.#past().map(({ party }) => party.label);
  }

  /** When that caller was first seen to ring; null where that never was. */
  firstRing(caller: string): SeenRing | null {
    return this.rings.find((ring) => ring.caller === caller) ?? null;
  }

  /** Lets go of rings that are over, so that long runs do not pile them up. */
  forget(): void {
    for (const [id, { to }] of this.#rings) if (to !== null) this.#rings.delete(id);
  }

  stop(): void {
    this.#end();
  }

  #look(): void {
    const now = monotonicNow();
    const ringing = this.#phone.view().calls.filter(({ state }) => state === 'ringing');
    for (const { id, party } of ringing) {
      const known = this.#rings.get(id);
      if (known === undefined) this.#rings.set(id, { caller: party.label, from: now, to: null });
      else known.to = null;
    }
    for (const [id, ring] of this.#rings) {
      if (ring.to === null && !ringing.some((call) => call.id === id)) ring.to = now;
    }
    const tone = this.#phone.mediaView().ring?.callId ?? null;
    if (tone !== null && tone !== this.#tone) this.#tones += 1;
    this.#tone = tone;
  }
}
