import type { PicturePlace } from './video.ts';

/**
 * The windows that draw; each html element carries its name in `data-window`. `quit` asks whether to, and is there only while
 * it does.
 */
export type WindowName = 'main' | 'ring' | 'call' | 'quit';

/**
 * All pages of the app: those that draw, the one of the sound, which draws nothing and is never shown, and the one of pictures, which stands in the call
 * window and draws nothing but these.
 */
export type AnyWindow = WindowName | 'sound' | 'pictures';

/**
 * What any window tells about itself. `drawn`: what it shows is painted or, where it was off the screen, ready to be;
 * `height` is its content's, in CSS pixels. `answered`: what the user said to the question of the quit window.
 * `shows-devices`: whether the main window's page depends on the audio devices. `pointer`: whether it is over the call window. `picture-place`: where it
 * has room for pictures.
 */
export type WindowReport =
  | { readonly type: 'drawn'; readonly callId: string | null; readonly height: number }
  | { readonly type: 'answered'; readonly yes: boolean }
  | { readonly type: 'shows-devices'; readonly shown: boolean }
  | { readonly type: 'pointer'; readonly inside: boolean }
  | { readonly type: 'picture-place'; readonly place: PicturePlace | null }
  | { readonly type: 'side-pane'; readonly open: boolean };

/** The pages of the main window. */
export type PageName = 'calls' | 'people' | 'messages' | 'settings' | 'diagnostics' | 'help';

/**
 * A link of another program, such as `tel:`, was opened: what it asks to be called goes into the box to dial in, and waits there for the user.
 * `text`: null where it holds nothing that can be called. `isCode`: it has asterisks or hashes.
 */
export interface DialLink {
  readonly type: 'dial-link';
  readonly text: string | null;
  readonly isCode: boolean;
}

/** What of the main window can be asked for from outside it: a page, the missed calls on theirs, or a number in the box to dial in. */
export type PageRequest = PageName | 'missed-calls' | DialLink;
