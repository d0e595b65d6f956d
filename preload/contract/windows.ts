/**
 * The windows of the app; each html element carries its name in `data-window`. `quit` asks whether to, and is there only while
 * it does.
 */
export type WindowName = 'main' | 'ring' | 'call' | 'quit';

/**
 * What any window tells about itself. `drawn`: what it shows is painted or, where it was off the screen, ready to be;
 * `height` is its content's, in CSS pixels. `answered`: what the user said to the question of the quit window.
 */
export type WindowReport =
  | { readonly type: 'drawn'; readonly callId: string | null; readonly height: number }
  | { readonly type: 'answered'; readonly yes: boolean };

/** The pages of the main window that can be asked for from outside it. */
export type PageName = 'calls' | 'settings' | 'diagnostics';
