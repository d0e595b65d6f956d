import type { PhoneCallEvent } from './event.ts';
import { isLive, type PhoneCalls } from './state.ts';

/** So much is kept that came before the call that it is about. */
const most = 50;

/** What is said of calls that are not known yet; events come in any order. */
export interface EarlyNews {
  keep(event: PhoneCallEvent): void;
  /** What was kept about one of these calls, once. */
  about(calls: PhoneCalls): readonly PhoneCallEvent[];
  clear(): void;
}

export function createEarlyNews(): EarlyNews {
  let kept: readonly (PhoneCallEvent & { readonly type: 'phone-audio' })[] = [];
  return {
    /** The last word about each modality. */
    keep(event) {
      if (event.type !== 'phone-audio') return;
      const others = kept.filter(({ phoneAudio }) => phoneAudio !== event.phoneAudio);
      kept = event.state === 'Disconnected' ? others : [...others, event].slice(-most);
    },
    about(calls) {
      if (kept.length === 0) return [];
      const live = calls.filter(isLive);
      const isAbout = ({ phoneAudio, conversation }: (typeof kept)[number]): boolean =>
        live.some(
          (call) =>
            call.phoneAudio === phoneAudio ||
            (call.phoneAudio === null && call.conversation === conversation && conversation !== null),
        );
      const found = kept.filter(isAbout);
      if (found.length > 0) kept = kept.filter((event) => !found.includes(event));
      return found;
    },
    clear() {
      kept = [];
    },
  };
}
