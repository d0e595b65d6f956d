import type { MediaInstruction } from '../ports.ts';
import type { DeclineReason } from '../ucwa/request/decline.ts';
import type { MediaDiagnostics } from '../ucwa/request/media-diagnostics.ts';
import type { DismissReason } from '../ucwa/request/renegotiation.ts';
import type { CallTerminationReason } from '../ucwa/request/stop-audio-video.ts';
import type { Call, EndReason } from './state.ts';

/** What is to be done after the state has moved. */
export type CallEffect =
  | { readonly type: 'media'; readonly instruction: MediaInstruction }
  | { readonly type: 'accept'; readonly call: Call; readonly sdp: string }
  /** Our answer, before the user gives it. */
  | { readonly type: 'tell-early'; readonly call: Call; readonly href: string; readonly sdp: string }
  | { readonly type: 'decline'; readonly call: Call; readonly reason: DeclineReason }
  /** To the server: the one request that makes a call out. */
  | { readonly type: 'start-call'; readonly call: Call; readonly sdp: string }
  | { readonly type: 'cancel-call'; readonly call: Call }
  /** What the call is called there, where its events do not say it. */
  | { readonly type: 'find-invitation'; readonly callId: string; readonly href: string }
  /** Who was called, as the server describes them. */
  | { readonly type: 'find-callee'; readonly callId: string; readonly href: string }
  /** A call out should have got further by then. */
  | {
      readonly type: 'expect-call';
      readonly callId: string;
      readonly stage: 'offer' | 'request' | 'answer' | 'fate' | 'alone';
      readonly withinMs: number;
    }
  | {
      readonly type: 'stop';
      readonly call: Call;
      readonly reason: CallTerminationReason;
      /** Besides what may be told still of where the call was before. */
      readonly elsewhere?: true;
    }
  | { readonly type: 'report-media'; readonly call: Call; readonly href: string; readonly said: MediaDiagnostics }
  | { readonly type: 'answer-renegotiation'; readonly call: Call; readonly href: string; readonly sdp: string }
  | {
      readonly type: 'dismiss-renegotiation';
      readonly call: Call;
      readonly href: string;
      readonly reason: DismissReason;
    }
  /** To the server: an offer of ours. */
  | {
      readonly type: 'send-offer';
      readonly call: Call;
      readonly offering: string;
      readonly href: string;
      readonly sdp: string;
    }
  | { readonly type: 'expect-answer'; readonly offering: string; readonly withinMs: number }
  | { readonly type: 'offer-again-later'; readonly call: Call; readonly offering: string }
  /** Where it did not tell of itself. */
  | { readonly type: 'find-session'; readonly callId: string; readonly href: string }
  /** Who is behind the links of the invitation, absolute hrefs. */
  | { readonly type: 'find-people'; readonly callId: string; readonly hrefs: readonly string[] }
  | { readonly type: 'find-who-answered'; readonly callId: string; readonly contact: string }
  /** A call that is in the same state when the time is over is lost. */
  | { readonly type: 'expect-move'; readonly call: Call; readonly withinMs: number; readonly otherwise: EndReason }
  /** Its events left something open: the server is asked so many times, so long apart, while the call stays in its state. */
  | { readonly type: 'ask-about'; readonly call: Call; readonly eachMs: number; readonly times: number }
  /** The call is over if its sound is not back by then. */
  | { readonly type: 'expect-media'; readonly callId: string; readonly withinMs: number }
  /** Its media failed by a fault of this computer, which may pass. */
  | { readonly type: 'prepare-later'; readonly callId: string; readonly inMs: number }
  /** Whether the offer can be met is to be known before the call rings. */
  | { readonly type: 'read-offer'; readonly callId: string; readonly offer: string }
  /** Calls wait that may ring then. */
  | { readonly type: 'make-room-later'; readonly inMs: number }
  | { readonly type: 'record'; readonly call: Call }
  | { readonly type: 'forget-later'; readonly callId: string };
