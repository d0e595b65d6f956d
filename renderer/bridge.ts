import type { Command, PhoneApi, SoundApi } from '../preload/contract.ts';

declare global {
  interface Window {
    /** What the preload script offers to every window. */
    readonly phone: PhoneApi;
    /** What it offers to the main window besides. */
    readonly sound: SoundApi;
  }
}

/** How a view acts: the answer comes back as the next snapshot. */
export type Act = (command: Command) => void;

/** Sends a command whose refusal needs no word: the next snapshot shows what is. */
export const act: Act = (command) => {
  void window.phone.send(command);
};
