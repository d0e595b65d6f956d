import type { CommandResult, NumberChangeView, OwnPhonesCommand } from '../../../preload/contract/index.ts';
import { readDialled } from '../calls/out/dial.ts';
import { refused, taken } from '../commands.ts';
import type { Log } from '../ports.ts';
import { failureCode, type UcwaFailure } from '../session/failure.ts';
import type { Perform } from '../session/requests/transport.ts';
import { changeNumber } from '../ucwa/request/phones.ts';
import type { OwnPhonesModel } from './state.ts';

type ChangeCommand = Extract<OwnPhonesCommand, { readonly type: 'change-phone-number' }>;

export interface NumberChangeDeps {
  readonly log: Log;
  readonly perform: Perform;
  readonly model: () => OwnPhonesModel;
  readonly change: (part: Partial<OwnPhonesModel>) => void;
  /** What the server lists may be another number than what was typed: its dial plan wrote it. */
  readonly readAgain: () => Promise<void>;
}

/** Sets a number of the user's at the server, where it lets them. */
export function createNumberChange(deps: NumberChangeDeps): (command: ChangeCommand) => CommandResult {
  const { log, perform, model, change, readAgain } = deps;

  async function send(kind: ChangeCommand['kind'], href: string, number: string | null): Promise<void> {
    change({ change: { kind, state: 'asked' } });
    const result = await perform(changeNumber(href, number));
    // Somebody else may have signed in meanwhile.
    if (model().change?.state !== 'asked') return;
    if (!result.ok) log.info('a number of the user was not changed', { why: failureCode(result.failure) });
    change({ change: result.ok ? null : { kind, state: stateOf(result.failure) } });
    if (result.ok) await readAgain();
  }

  return ({ kind, number }) => {
    const phone = model().listed.find((each) => each.kind === kind && each.changeNumber !== null);
    if (phone == null || phone.changeNumber === null) return refused('unavailable');
    if (model().change?.state === 'asked') return refused('repeated');
    const typed = number === null || number.trim() === '' ? null : readDialled(number);
    if (typed?.keys === null || (typed === null && number !== null && number.trim() !== ''))
      return refused('not-callable');
    void send(kind, phone.changeNumber, typed?.keys ?? null);
    return taken;
  };
}

/** UCWA reference: changeNumber. */
function stateOf(failure: UcwaFailure): NumberChangeView['state'] {
  if (failure.kind !== 'refused' || failure.foreign === true) return 'failed';
  if (failure.status === 400) return 'number';
  return failure.status === 403 || failure.status === 409 ? 'read-only' : 'failed';
}
