import type { CallOutCommand, CommandResult, Refusal } from '../../../../preload/contract/index.ts';
import type { CallingModel } from '../../calling/state.ts';
import { type CommandHandlers, refused, taken } from '../../commands.ts';
import { readCallerAddress } from '../../party/caller-address.ts';
import type { Clock, Log, Random } from '../../ports.ts';
import { cleanText } from '../../text.ts';
import type { Participant } from '../../ucwa/decode/participant.ts';
import { type Dialled, plainlyDialled } from '../call-out-event.ts';
import type { CallEvent } from '../event.ts';
import { mayTurnTo } from '../hold.ts';
import { type Call, type Calls, isCalling } from '../state.ts';
import { type DialledAddress, readDialled } from './dial.ts';
import { readMailbox } from './mailbox.ts';

export interface PlaceCallDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly calls: () => Calls;
  readonly calling: () => CallingModel;
  readonly microphone: () => 'there' | 'missing';
  /** What is known of who is called. */
  readonly nameOf: (dialled: DialledAddress) => string | null;
  /** What the user's voice mail is called. */
  readonly mailboxName: () => string;
  readonly apply: (event: CallEvent) => void;
}

/** What is not told is usual. */
type Asked = Pick<Dialled, 'start'> & Partial<Omit<Dialled, 'party' | 'to' | 'written'>>;

/** What the user wants of calls out: one is made, or refused by name before anything is sent. */
export function createPlaceCommands(deps: PlaceCallDeps): CommandHandlers<CallOutCommand> {
  function refuse(command: CallOutCommand, refusal: Refusal): CommandResult {
    deps.log.info('command refused', { command: command.type, refusal });
    return refused(refusal);
  }

  function place(asked: Asked, known: DialledAddress, party = named(known)): CommandResult {
    const { clock, random, microphone, apply } = deps;
    const dialled = { ...plainlyDialled, to: known.to, written: known.written, ...asked };
    apply({
      type: 'call-out',
      callId: random.uuid(),
      operationId: random.uuid(),
      sessionContext: random.uuid(),
      dialled: { ...dialled, party },
      microphone: microphone(),
      wall: clock.wall(),
    });
    return taken;
  }

  function named(known: DialledAddress): Participant {
    return { name: deps.nameOf(known), uri: known.to, phoneNumber: null };
  }

  /** `threadId`: of the call that it goes on with. */
  function call(command: CallOutCommand & { readonly type: 'call' }, threadId: string | null = null): CommandResult {
    const known = readDialled(command.to);
    if (known === null) return refuse(command, 'not-callable');
    const calling = deps.calling();
    if (isEmergency(known, calling)) return refuse(command, 'emergency');
    const { onBehalfOf } = command;
    const delegator =
      onBehalfOf === undefined ? null : (calling.delegators.find(({ uri }) => uri === onBehalfOf) ?? null);
    if (onBehalfOf !== undefined && delegator === null) return refuse(command, 'unavailable');
    const video = command.video === true;
    const start = linkFor(calling, delegator !== null, video);
    const refusal = start === null ? 'unavailable' : refusalNow(deps.calls());
    if (start === null || refusal !== null) return refuse(command, refusal ?? 'unavailable');
    return place({ start, delegator, video, subject: cleanText(command.subject ?? null), threadId }, known);
  }

  /** It has no address of its own to show: that is the user's. */
  function callMailbox(command: CallOutCommand): CommandResult {
    const { startAudio: start, voicemail, ...calling } = deps.calling();
    const known = readMailbox(voicemail);
    const isRefused = known === null || isEmergency(known, calling) || start === null;
    const refusal = isRefused ? 'unavailable' : refusalNow(deps.calls());
    if (isRefused || refusal !== null) return refuse(command, refusal ?? 'unavailable');
    return place({ start }, known, { name: deps.mailboxName(), uri: null, phoneNumber: null });
  }

  return {
    call: (command) => call(command),
    'call-voicemail': callMailbox,
    'call-emergency'(command) {
      const calling = deps.calling();
      const known = readDialled(command.to);
      if (known === null || !isEmergency(known, calling)) return refuse(command, 'invalid');
      const start = calling.startEmergencyCall ?? calling.startAudio;
      if (start === null) return refuse(command, 'unavailable');
      // Twice for the same help is once.
      if (deps.calls().some((each) => isCalling(each) && each.out?.emergency === true))
        return refuse(command, 'repeated');
      const address = start === calling.startEmergencyCall ? (calling.place?.parts ?? null) : null;
      return place({ start, emergency: true, place: address }, known);
    },
    'call-back'(command) {
      const ended = deps.calls().find(({ id }) => id === command.callId);
      const to = ended === undefined ? null : addressToCallBack(ended);
      if (ended === undefined || to === null) return refuse(command, 'stale');
      if (to === readMailbox(deps.calling().voicemail)?.to) return callMailbox(command);
      const delegator = ended.out?.delegator?.uri;
      const { threadId, subject } = ended;
      const again = { ...(delegator && { onBehalfOf: delegator }), ...(subject !== null && { subject }) };
      return call({ type: 'call', to, ...again }, threadId);
    },
  };
}

/**
 * Where somebody is called with whom a call was that ended, be it out of view by now: a notice of it stays longer. Null where that is not
 * known, or where it was a call for help.
 */
export function addressToCallBack({ state, out, party }: Call): string | null {
  if (state !== 'ended' || out?.emergency === true) return null;
  if (out !== null) return out.to;
  const known = [party?.uri, party?.phoneNumber].find((uri) => uri != null && readCallerAddress(uri).kind !== 'hidden');
  return known != null && readDialled(known) !== null ? known : null;
}

/** Where the server is asked for such a call; null where it takes none. */
function linkFor(calling: CallingModel, onBehalf: boolean, video: boolean): string | null {
  if (onBehalf) return video ? calling.startAudioVideoOnBehalfOfDelegator : calling.startAudioOnBehalfOfDelegator;
  return video ? calling.startAudioVideo : calling.startAudio;
}

/** One call is made or answered at a time, and who is talked to has to be put on hold for it. */
function refusalNow(calls: Calls): Refusal | null {
  if (calls.some((call) => isCalling(call) || call.state === 'answering')) return 'engaged';
  return mayTurnTo({ id: '' }, calls) ? null : 'engaged';
}

/** As it is dialled, or as one of the numbers that stand for it (UCWA reference: policies, emergencyNumbers). */
export function isEmergency({ keys }: DialledAddress, { emergency }: Pick<CallingModel, 'emergency'>): boolean {
  return keys !== null && emergency.numbers.some((number) => readDialled(number)?.keys === keys);
}
