import type { HealthCommand } from './health.ts';
import type { MeetingsCommand } from './meetings.ts';
import type { SessionCommand } from './session.ts';
import type { UpdatesCommand } from './updates.ts';
import type { VideoCommand } from './video.ts';

export interface NoteView {
  readonly id: string;
  readonly kind: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly help: string;
  /** Its one button, where there is something to press. */
  readonly action?: {
    readonly label: string;
    readonly command: SessionCommand | HealthCommand | VideoCommand | MeetingsCommand | UpdatesCommand;
  };
}
