import type { MeetingChoice, MeetingsView, Words } from '../../../preload/contract/index.ts';
import { cleanText } from '../text.ts';
import { switchesOf } from './planning.ts';
import type { MeetingsModel } from './state.ts';

/** The ways into a meeting that nobody asks the user to. */
export function projectWays(model: MeetingsModel, { say }: Words): MeetingsView {
  const { joinOnlineMeeting, startOnlineMeeting, planning } = model;
  const { planned, create, eligible, usual, policies } = planning;
  const start = startOnlineMeeting !== null;
  return {
    join: joinOnlineMeeting !== null,
    start,
    planned:
      joinOnlineMeeting === null
        ? []
        : planned.map(({ id, subject, uri }) => ({
            id,
            title: cleanText(subject) ?? say('meeting.title'),
            address: uri,
          })),
    access: start && create !== null ? choiceOf(eligible.access, usual.access) : null,
    leaders: start && create !== null ? choiceOf(eligible.leaders, usual.leaders) : null,
    ...(start ? switchesOf(planning) : { announce: null, phonesPass: null }),
    mostPeople: policies.mostPeople,
    silent: policies.soundOff,
  };
}

/** What has one value only is no choice; what is usual is among them. */
function choiceOf<Value>(values: readonly Value[], usual: Value | null): MeetingChoice<Value> | null {
  return values.length < 2 || usual === null || !values.includes(usual) ? null : { values, usual };
}
