import type { Stars } from '../../../preload/contract/index.ts';
import type { Farewells } from '../calls/farewells.ts';
import type { Call } from '../calls/state.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import { decodeAudioVideo } from '../ucwa/decode/audio-video.ts';
import { decodeAudioVideoSession } from '../ucwa/decode/audio-video-session.ts';
import { publishCallQualityFeedback } from '../ucwa/request/call-quality.ts';
import { get } from '../ucwa/request/operation.ts';
import { qoeReport, ratingReport } from './qoe-report.ts';
import type { PastQuality } from './state.ts';

export interface FeedbackDeps {
  readonly perform: Perform;
  /** As the server is told that something is over: again, where it did not hear. */
  readonly tell: Farewells['say'];
  readonly resolve: (href: string | null) => string | null;
  /** Who measured, as the server knows this app. */
  readonly endpoint: string;
}

/** Tells the server how calls sounded, where it wants to know. */
export interface Feedback {
  /**
   * Keeps where the call's feedback goes to: the session and its links are gone when the call is. They are asked for, once, where the session
   * has not told of itself.
   */
  prepare(call: Pick<Call, 'id' | 'audioVideo' | 'session'>): void;
  wants(callId: string): boolean;
  /** What was measured, once a call. */
  measured(call: PastQuality): void;
  /** What the user said, once a call. */
  rated(call: Pick<PastQuality, 'callId' | 'at'>, stars: Stars): void;
}

/** Calls that are told of after their end; nobody rates one that is older. */
const mostKnown = 16;

export function createFeedback({ perform, tell, resolve, endpoint }: FeedbackDeps): Feedback {
  /** Where each call's feedback goes to; null while that is asked for, or where it goes nowhere. */
  const places = new Map<string, string | null>();

  const read = (href: string) => readResource(perform, get(href));
  const find = async (audioVideo: string): Promise<string | null> => {
    const modality = await read(audioVideo);
    const session = resolve(modality && decodeAudioVideo(modality).session);
    const found = session === null ? null : await read(session);
    return resolve(found && decodeAudioVideoSession(found).links.publishCallQualityFeedback);
  };
  const ask = (callId: string, audioVideo: string): void => {
    void find(audioVideo).then((href) => {
      if (places.get(callId) === null) places.set(callId, href);
    });
  };
  const keep = (callId: string, href: string | null): void => {
    places.set(callId, href);
    const [oldest] = places.keys();
    if (places.size > mostKnown && oldest !== undefined) places.delete(oldest);
  };
  const publish = (callId: string, what: string, mediaQualityOfExperience: string): void => {
    const href = places.get(callId) ?? null;
    if (href === null) return;
    const operation = publishCallQualityFeedback(href, { mediaEndpoint: endpoint, mediaQualityOfExperience });
    void tell({ key: `${callId} ${what}`, what, first: () => operation, conversation: null });
  };

  return {
    prepare({ id: callId, audioVideo, session }) {
      if (session?.feedback !== undefined && places.get(callId) == null) keep(callId, session.feedback);
      if (places.has(callId)) return;
      keep(callId, null);
      if (session === null && audioVideo !== null) ask(callId, audioVideo);
    },
    wants: (callId) => (places.get(callId) ?? null) !== null,
    measured: (call) => publish(call.callId, 'call quality', qoeReport(call)),
    rated: (call, stars) => publish(call.callId, 'call rating', ratingReport(call, stars)),
  };
}
