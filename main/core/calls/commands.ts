import type { CallCommand, CommandResult } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Log } from '../ports.ts';
import { decide } from './dispatch.ts';
import type { CallEvent } from './event.ts';
import type { Calls } from './state.ts';

export interface CallCommandsDeps {
  readonly log: Log;
  readonly calls: () => Calls;
  readonly microphone: () => 'there' | 'missing';
  readonly apply: (event: CallEvent) => void;
  /** Acts on what is shown as a call and is none of these, as a test ring; null where the command is about one of these. */
  readonly actOnOthers: (command: CallCommand) => CommandResult | null;
}

/** What a user wants of a call becomes an event of it, or is refused. */
export function createCallCommands(deps: CallCommandsDeps): CommandHandlers<CallCommand> {
  const { log, calls, microphone, apply, actOnOthers } = deps;

  function act(command: CallCommand): CommandResult {
    const decision = decide(calls(), command, microphone());
    if (decision.kind === 'refuse') {
      log.info('command refused', { command: command.type, callId: command.callId, refusal: decision.refusal });
      return refused(decision.refusal);
    }
    apply(decision.event);
    return taken;
  }

  const actOn = (command: CallCommand): CommandResult => actOnOthers(command) ?? act(command);
  return {
    answer: actOn,
    'hang-up-and-answer': actOn,
    decline: actOn,
    'decline-here': actOn,
    silence: actOn,
    mute: actOn,
    'send-tones': actOn,
    hold: actOn,
    resume: actOn,
    'hang-up': actOn,
    dismiss: actOn,
    'answer-with-video': actOn,
    'preview-video': actOn,
    'cancel-preview': actOn,
    'start-video': actOn,
    'show-video': actOn,
    'stop-video': actOn,
  };
}
