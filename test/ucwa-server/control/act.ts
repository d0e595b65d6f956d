/** What people may do to calls, from the page or from the command line; a wish that is impossible now is an error. */
import type { SimulatedCall } from '../calls/simulated-call.ts';
import type { UcwaServer } from '../index.ts';
import { colleague } from '../people.ts';
import { type CallAction, callActions } from './view.ts';

export function isCallAction(word: string): word is CallAction {
  return callActions.some((action) => action === word);
}

/** Does it to that call, or to the newest one that is in the right state. */
export async function actOnCall(server: UcwaServer, action: CallAction, callId?: string): Promise<SimulatedCall> {
  const state = ['hold', 'resume', 'hang-up'].includes(action) ? 'talking' : 'ringing';
  const isOut = ['pick-up', 'busy', 'refuse'].includes(action);
  const fits = (each: SimulatedCall): boolean =>
    each.state === state && (state === 'talking' || (each.dialled !== null) === isOut);
  const call = callId === undefined ? server.calls.all.findLast(fits) : server.calls.find(callId);
  if (call === undefined) throw new Error(callId === undefined ? `no call is ${state}` : `there is no ${callId}`);
  switch (action) {
    case 'cancel':
      await call.cancel();
      break;
    case 'elsewhere':
      await call.answerElsewhere(colleague('noor')?.person);
      break;
    case 'hold':
      await call.hold();
      break;
    case 'resume':
      await call.resume();
      break;
    case 'pick-up':
      await call.pickUp();
      break;
    case 'busy':
      await call.fail({ code: 'RemoteFailure', subcode: 'Busy' });
      break;
    case 'refuse':
      await call.fail({ code: 'RemoteFailure', subcode: 'Declined' }, 'Declined');
      break;
    case 'hang-up':
      await call.hangUp();
      break;
  }
  return call;
}
