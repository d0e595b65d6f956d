/** Where the user's calls go, whichever client or telephone said it. */
import { randomUUID } from 'node:crypto';

export type ForwardingSetting = 'None' | 'ImmediateForward' | 'SimultaneousRing';
export type ForwardingTarget = 'None' | 'Contact' | 'Delegates' | 'Voicemail' | 'Team';

/** One of the three ways. */
export interface ForwardingWay {
  target: ForwardingTarget;
  /** `tel:` or `sip:` URI, where that is a number or somebody. */
  contact: string | null;
  /** In seconds. */
  ringDelay: number;
}

/** What the administrator lets the user do; can be changed while it runs. */
export interface ForwardingRights {
  /** False: no Enterprise Voice, so no link, and 403 for all of it. */
  offered: boolean;
  voicemail: boolean;
  toNumbers: boolean;
  simultaneous: boolean;
  /** How many people there are. */
  delegates: number;
  team: number;
}

/** The user's settings are those of the server, and outlive every application. */
export class Forwarding {
  readonly rights: ForwardingRights = {
    offered: false,
    voicemail: true,
    toNumbers: true,
    simultaneous: true,
    delegates: 1,
    team: 4,
  };
  /** False: each part is linked to, and has to be read by itself. */
  embeds = true;
  period: 'Always' | 'Workhours' = 'Always';
  setting: ForwardingSetting = 'None';
  handlesUnanswered = true;
  readonly immediate: ForwardingWay = { target: 'None', contact: null, ringDelay: 0 };
  readonly simultaneous: ForwardingWay = { target: 'None', contact: null, ringDelay: 0 };
  readonly unanswered: ForwardingWay = { target: 'Voicemail', contact: null, ringDelay: 20 };
  /** The property that a PUT has to bring back. */
  readonly guid = randomUUID();
  #etag = 1;

  get etag(): string {
    return String(this.#etag);
  }

  /** Nothing rings for the user. */
  get isForwarded(): boolean {
    return this.rights.offered && this.setting === 'ImmediateForward' && this.immediate.target !== 'None';
  }

  /** Something of it is otherwise: what was read before is stale. */
  changed(): void {
    this.#etag += 1;
  }

  send(way: ForwardingWay, target: ForwardingTarget, contact: string | null, ringDelay?: number): void {
    way.target = target;
    way.contact = contact;
    if (ringDelay !== undefined) way.ringDelay = ringDelay;
    this.changed();
  }

  /** From a telephone on the desk, which tells no client. */
  forwardToVoicemail(): void {
    this.setting = 'ImmediateForward';
    this.send(this.immediate, 'Voicemail', null);
  }

  turnOff(): void {
    this.setting = 'None';
    this.handlesUnanswered = true;
    this.resetUnanswered();
  }

  resetUnanswered(): void {
    this.send(this.unanswered, this.rights.voicemail ? 'Voicemail' : 'None', null);
  }
}
