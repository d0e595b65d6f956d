/**
 * Whether the system starts the app when the user signs in to the computer, as the system has it now. `none`: this copy of the app cannot be started by it, so that there
 * is nothing to choose. `blocked`: the app is entered, and the system's own settings keep it from starting.
 */
export interface AutostartView {
  readonly state: 'none' | 'off' | 'on' | 'blocked';
  /** The last change that was wanted could not be made. */
  readonly failed: boolean;
}

/** The app then starts in the tray, without a window. */
export interface AutostartCommand {
  readonly type: 'start-with-system';
  readonly on: boolean;
}
