import type { MediaReport, PictureReport } from '../../../preload/contract/index.ts';
import type { Log, Media, MediaEvent } from '../ports.ts';
import type { CallEvent } from './event.ts';
import type { Calls } from './state.ts';

/** What the gateway tells, as an event of the call; null where nothing follows from it. */
export function callEventOfMedia(event: MediaEvent, log: Log): CallEvent | null {
  switch (event.type) {
    case 'prepared':
      return { ...event, type: 'media-prepared' };
    case 'failed':
      log.warn('media failed', { callId: event.callId, failure: event.failure, message: event.message });
      return { type: 'media-failed', callId: event.callId, failure: event.failure };
    case 'lost':
      log.error('the media process died in a call', { callId: event.callId });
      return { type: 'media-lost', callId: event.callId };
    case 'uprooted':
      log.warn('the network changed in a call', { callId: event.callId });
      return { type: 'media-uprooted', callId: event.callId };
    case 'renegotiated':
      return { ...event, type: 'media-renegotiated' };
    case 'renegotiation-failed':
      log.warn('a renegotiation is refused', { callId: event.callId, failure: event.failure, message: event.message });
      return { ...event, type: 'media-renegotiation-failed' };
    case 'tones':
      return { ...event, type: 'tones-taken' };
    case 'tone-sent':
    case 'tone-heard':
      return event;
    case 'offered':
      return { ...event, type: 'media-offered' };
    case 'answer-taken':
      return { ...event, type: 'media-answer-taken' };
    case 'offer-failed':
      log.warn('an offer of ours failed', { callId: event.callId, failure: event.failure, message: event.message });
      return { ...event, type: 'media-offer-failed' };
    case 'video-failed':
      log.warn('pictures came to nothing', { callId: event.callId, message: event.message });
      return { type: 'video-lost', callId: event.callId };
    case 'video':
      return { ...event, type: 'media-video' };
    case 'called-out':
      return { ...event, type: 'media-called-out' };
    case 'near-offered':
    case 'early-media':
    case 'path-chosen':
      return event;
    case 'provisional-refused':
      log.warn('an early answer is refused', { callId: event.callId, failure: event.failure, message: event.message });
      return { type: 'provisional-refused', callId: event.callId, fork: event.fork };
    case 'closed':
      return { type: 'media-closed', callId: event.callId };
    case 'far-silent':
      return { type: 'far-silent', callId: event.callId };
    case 'figures':
      return null;
    default:
      log.debug(`media ${event.type}`, { callId: event.callId });
      return null;
  }
}

/** Takes what the page of pictures reports of calls. */
export function createPictureReports({
  log,
  media,
  calls,
  apply,
}: CallReportsDeps): (report: CallPictureReport) => void {
  return (report) => {
    const { callId } = report;
    if (!calls().some(({ id, video }) => id === callId && (video.preview || video.wanted !== 'none'))) return;
    switch (report.type) {
      case 'picture-answer':
        media.instruct({ type: 'picture-answer', callId, sdp: report.sdp });
        return;
      case 'picture-failed':
        log.warn('the page of pictures could not connect', { callId, message: report.message });
        apply({ type: 'video-lost', callId });
        return;
      case 'camera':
        apply({ type: 'camera', callId, outcome: report.outcome });
    }
  };
}

/** All that is about one call. */
export type CallPictureReport = Exclude<PictureReport, { readonly type: 'cameras' }>;

export interface CallReportsDeps {
  readonly log: Log;
  readonly media: Media;
  readonly calls: () => Calls;
  readonly apply: (event: CallEvent) => void;
}

/** Takes what the window with the sound reports of calls. */
export function createCallReports({ log, media, calls, apply }: CallReportsDeps): (report: MediaReport) => void {
  return (report) => {
    switch (report.type) {
      case 'leg-answer':
        if (calls().some(({ id, media: { state } }) => id === report.callId && state === 'ready')) {
          media.instruct({ type: 'near-answer', callId: report.callId, sdp: report.sdp });
        }
        return;
      case 'leg-failed':
        log.warn('the renderer could not set up sound', { callId: report.callId, message: report.message });
        apply({ type: 'media-failed', callId: report.callId, failure: 'near-leg' });
        return;
      case 'microphone':
        apply({ type: 'microphone', callId: report.callId, outcome: report.outcome });
        return;
      case 'ring-tone':
        if (!report.playing) log.info('ring tone is silent', { callId: report.callId });
    }
  };
}
