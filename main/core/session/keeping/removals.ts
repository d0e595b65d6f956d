import type { KeychainState } from '../state.ts';
import type { KeptSignIn } from './kept-sign-in.ts';
import { stateOf } from './keychain-state.ts';

/** Keychain items that are to go, by address. */
export interface Removals {
  add(address: string): void;
  /** It is to stay after all. */
  drop(address: string): void;
  has(address: string): boolean;
  isEmpty(): boolean;
  /** Deletes what it can. */
  run(): Promise<void>;
  /** What the keychain was like when it was last asked to delete something. */
  state(): KeychainState;
}

export function createRemovals(kept: KeptSignIn): Removals {
  const unwanted = new Set<string>();
  let state: KeychainState = 'working';
  return {
    add: (address) => void unwanted.add(address),
    drop: (address) => void unwanted.delete(address),
    has: (address) => unwanted.has(address),
    isEmpty: () => unwanted.size === 0,
    async run() {
      state = 'working';
      for (const address of [...unwanted]) {
        const outcome = await kept.remove(address);
        if (outcome.kind !== 'done') {
          state = stateOf(outcome);
          return;
        }
        unwanted.delete(address);
      }
    },
    state: () => state,
  };
}
