import type { CommandType, MediaReport, WindowName, WindowReport } from '../../../preload/contract/index.ts';

/** The windows whose pages may say something. Typed by what can be said, so that something new does not compile without its windows. */
type Permitted<Said extends string> = Readonly<Record<Said, readonly WindowName[]>>;

/** Each window's page may command what it draws a control for, and nothing else. */
export const commandWindows: Permitted<CommandType> = {
  answer: ['ring'],
  decline: ['ring'],
  silence: ['ring'],
  mute: ['call'],
  'hang-up': ['call'],
  dismiss: ['call'],
  'choose-device': ['main', 'call'],
  'choose-setting': ['main'],
  'sign-in': ['main'],
  'cancel-sign-in': ['main'],
  'trust-domain': ['main'],
  'sign-out': ['main'],
  reconnect: ['main'],
  'unlock-keychain': ['main'],
  'see-history': ['main'],
  'ring-test': ['main'],
  'check-again': ['main'],
  'copy-report': ['main'],
  'export-diagnostics': ['main'],
};

export const windowReportWindows: Permitted<WindowReport['type']> = {
  drawn: ['main', 'ring', 'call', 'quit'],
  answered: ['quit'],
};

/** Sound is the main window's alone. */
export const mediaReportWindows: Permitted<MediaReport['type']> = {
  'leg-answer': ['main'],
  'leg-failed': ['main'],
  microphone: ['main'],
  'ring-tone': ['main'],
  levels: ['main'],
  devices: ['main'],
};
