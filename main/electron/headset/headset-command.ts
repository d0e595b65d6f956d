import { type AppView, type Command, type HeadsetPress, liveCall } from '../../../preload/contract/index.ts';
import { commandForShortcut } from '../shortcuts/shortcut-command.ts';

/**
 * What a press at a headset asks of the phone now; null where there is no call it could mean. The hook answers who rings, and hangs up where nobody does.
 * A headset that is laid down hangs up, and never declines.
 */
export function commandForPress(view: AppView, press: HeadsetPress): Command | null {
  const isMuted = liveCall(view)?.muted === true;
  switch (press) {
    case 'hook':
      return commandForShortcut(view, 'answer') ?? commandForShortcut(view, 'hang-up');
    case 'off-hook':
      return commandForShortcut(view, 'answer');
    case 'on-hook':
      return commandForShortcut(view, 'hang-up');
    case 'mute':
      return commandForShortcut(view, 'mute');
    case 'muted':
      return isMuted ? null : commandForShortcut(view, 'mute');
    case 'unmuted':
      return isMuted ? commandForShortcut(view, 'mute') : null;
  }
}
