import {
  type AppView,
  type CallAction,
  type CallView,
  type Command,
  liveCall,
  ringingCalls,
  type ShortcutAction,
} from '../../../preload/contract/index.ts';

/**
 * What a global shortcut asks of the phone now; null where there is no call it could mean. Answer and Decline mean the
 * oldest ringing call, Mute and Hang up the call that is up: Decline never hangs up, Hang up never declines.
 */
export function commandForShortcut(view: AppView, action: ShortcutAction): Command | null {
  const live = liveCall(view);
  const callId = (call: CallView | null | undefined, needed: CallAction) =>
    call?.actions.includes(needed) ? call.id : null;
  switch (action) {
    case 'answer':
    case 'decline': {
      const ringing = callId(
        ringingCalls(view).find(({ actions }) => actions.includes(action)),
        action,
      );
      return ringing === null ? null : { type: action, callId: ringing };
    }
    case 'mute': {
      const up = callId(live, 'mute');
      return up === null || !live ? null : { type: 'mute', callId: up, muted: !live.muted };
    }
    case 'hang-up': {
      const up = callId(live, 'hang-up');
      return up === null ? null : { type: 'hang-up', callId: up };
    }
    case 'show-call':
      return null;
  }
}
