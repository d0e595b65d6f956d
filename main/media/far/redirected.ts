import type { FarTransportDeps } from './far-transport.ts';

/** What one transport tells, to whoever listens to it at the time. */
export interface Redirected {
  /** For the transport. */
  readonly deps: FarTransportDeps;
  /** From now on to somebody else. */
  redirect(next: FarTransportDeps): void;
}

export function redirected(first: FarTransportDeps): Redirected {
  let to = first;
  return {
    deps: {
      read: { rtp: (datagram) => to.read.rtp(datagram), rtcp: (datagram) => to.read.rtcp(datagram) },
      onRtp: (packet) => to.onRtp(packet),
      onRtcp: (datagram) => to.onRtcp(datagram),
      onOpen: () => to.onOpen(),
      onFailed: (message) => to.onFailed(message),
      onChosen: (voice) => to.onChosen(voice),
      onRelaysAsked: (asked) => to.onRelaysAsked(asked),
    },
    redirect(next) {
      to = next;
    },
  };
}
