import type { Command, CommandResult, Refusal } from '../../preload/contract/index.ts';

/** Who carries out each of these commands. One that is missing does not compile. */
export type CommandHandlers<Given extends Command> = {
  readonly [Type in Given['type']]: (command: Extract<Given, { readonly type: Type }>) => CommandResult;
};

/** The command is taken. */
export const taken: CommandResult = { ok: true };

export function refused(refusal: Refusal): CommandResult {
  return { ok: false, refusal };
}

/** Gives a command to whoever carries it out. */
export function carryOut(handlers: CommandHandlers<Command>, command: Command): CommandResult {
  const handle = handlers[command.type] as (command: Command) => CommandResult;
  return handle(command);
}
