import {
  type AppView,
  type CallAction,
  type CallView,
  type Command,
  type CommandResult,
  farParty,
  liveCall,
  type PageRequest,
  ringingCalls,
} from '../../../preload/contract/index.ts';
import { readDialled } from '../../core/calls/out/dial.ts';
import { filledIn } from '../../core/calls/out/dial-link.ts';
import type { Order, OrderAnswer } from './order.ts';

export interface OrderDeps {
  view(): AppView;
  command(command: Command): CommandResult;
  openMain(page: PageRequest): void;
  openCall(): void;
}

/** Does what a command line asks of the app, and says what became of it. Answer, decline and silence mean the call that rings longest. */
export function carryOut(order: Order, { view, command, openMain, openCall }: OrderDeps): OrderAnswer {
  const ringing = ringingCalls(view());
  const live = liveCall(view());
  const upon = (
    calls: readonly (CallView | null)[],
    action: CallAction,
    make: (callId: string) => Command,
  ): OrderAnswer => {
    const call = calls.find((one) => one?.actions.includes(action) === true);
    if (call === undefined || call === null) return { done: false, text: 'There is no such call.' };
    const { ok } = command(make(call.id));
    return { done: ok, text: ok ? farParty(call).label : 'That is not possible now.' };
  };
  switch (order.type) {
    case 'answer':
    case 'decline':
    case 'silence': {
      const { type } = order;
      return upon(ringing, type, (callId) => ({ type, callId }));
    }
    case 'hangup':
      return upon([live], 'hang-up', (callId) => ({ type: 'hang-up', callId }));
    case 'mute':
    case 'unmute': {
      const muted = order.type === 'mute';
      return upon([live], 'mute', (callId) => ({ type: 'mute', callId, muted }));
    }
    case 'hold':
    case 'resume': {
      const { type } = order;
      return upon(view().calls, type, (callId) => ({ type, callId }));
    }
    case 'show':
      if (view().calls.length > 0) openCall();
      else openMain('calls');
      return { done: true, text: '' };
    case 'dial': {
      const found = readDialled(order.to);
      if (found === null) return { done: false, text: 'That is neither a number nor an address.' };
      openMain({ type: 'dial-link', ...filledIn(found) });
      return { done: true, text: found.written };
    }
    case 'status':
      return { done: true, text: order.json ? JSON.stringify(statusOf(view())) : statusText(view()) };
  }
}

/** What `status --json` prints; docs/driving.md lists it. */
function statusOf(view: AppView): unknown {
  const { status, user } = view.session;
  return {
    status,
    address: user?.address ?? null,
    missed: view.missedUnseen,
    calls: view.calls.map((call) => ({
      id: call.id,
      direction: call.direction,
      state: call.state,
      name: farParty(call).label,
      number: farParty(call).number,
      muted: call.muted,
      held: call.heldHereMs !== null,
      seconds: Math.floor(call.lastedMs / 1000),
    })),
  };
}

function statusText(view: AppView): string {
  const calls = view.calls.map((call) => `${call.state}: ${farParty(call).label}`);
  return [view.session.summary, ...calls].join('\n');
}
