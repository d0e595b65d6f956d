import type { AutostartView } from '../../../preload/contract/index.ts';

/** What the system has of the app: read and written there, and kept nowhere else. */
export interface StartEntry {
  /** What the system would do at the next sign-in. */
  read(): Exclude<AutostartView['state'], 'none'>;
  /** Throws where it cannot be written. */
  write(on: boolean): void;
}
