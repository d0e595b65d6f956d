import { useState } from 'preact/hooks';
import type { CallOutCommand, CommandResult, PhoneCallCommand, Refusal } from '../../preload/contract/index.ts';
import type { Act } from '../bridge.ts';

/** Where a call was asked for, which is where its refusal is said. */
export type DialPlace = 'box' | 'list' | 'details' | 'voicemail' | 'palette';

export interface DialRequest {
  /** A number or an address, as people write it. */
  readonly to: string;
  readonly from: DialPlace;
  /** The id of who it is made for, where not for oneself. */
  readonly onBehalfOf?: string;
  /** What it is about. */
  readonly subject?: string;
  /** The user's own telephone carries it, or it begins with their picture. */
  readonly how?: 'by-phone' | 'with-video';
}

/** Calls out of a window, up to the moment when they are taken, and are shown as calls. */
export interface Dial {
  /** How many were taken. */
  readonly taken: number;
  /** What became of the last one, where it was refused. */
  readonly problem: { readonly from: DialPlace; readonly refusal: Refusal } | null;
  /** The emergency number that the user is asked about. */
  readonly asking: DialRequest | null;
  call(request: DialRequest): void;
  /** Calls the user's voice mail. */
  callVoicemail(): void;
  /** The answer to the question. */
  confirm(yes: boolean): void;
  /** What was refused is of no interest any more. */
  forget(): void;
}

interface DialState {
  readonly taken: number;
  readonly problem: Dial['problem'];
  readonly asking: DialRequest | null;
}

/** Gives calls to the app; a number of the emergency service is asked about first. */
export function useDial(act: Act): Dial {
  const [state, setState] = useState<DialState>({ taken: 0, problem: null, asking: null });
  const settle = (request: DialRequest, result: CommandResult): void =>
    setState(({ taken }) => {
      if (result.ok) return { taken: taken + 1, problem: null, asking: null };
      if (result.refusal === 'emergency') return { taken, problem: null, asking: request };
      return { taken, problem: { from: request.from, refusal: result.refusal }, asking: null };
    });
  return {
    ...state,
    call(request) {
      const { to, onBehalfOf, subject, how } = request;
      const said = {
        to,
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
        ...(subject === undefined ? {} : { subject }),
      };
      const command: CallOutCommand | PhoneCallCommand =
        how === 'by-phone'
          ? { type: 'call-by-phone', ...said }
          : { type: 'call', ...said, ...(how === 'with-video' && { video: true }) };
      void act(command).then((result) => settle(request, result));
    },
    callVoicemail: () =>
      void act({ type: 'call-voicemail' }).then((result) => settle({ to: '', from: 'voicemail' }, result)),
    confirm(yes) {
      const { asking } = state;
      if (asking === null) return;
      setState((before) => ({ ...before, asking: null }));
      if (yes) void act({ type: 'call-emergency', to: asking.to }).then((result) => settle(asking, result));
    },
    forget: () => setState((before) => (before.problem === null ? before : { ...before, problem: null })),
  };
}
