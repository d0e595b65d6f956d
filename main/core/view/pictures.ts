import type { CallAction, NoteView, PictureLegView, VideoView, Words } from '../../../preload/contract/index.ts';
import { type Call, type Calls, isCalling, isEngaged, isTalking, isUp } from '../calls/state.ts';
import { mayAnswerSeen, mayStartVideo, videoEventOf } from '../calls/video.ts';
import { chosenDevice, type DevicesModel } from '../devices/state.ts';

/** The pictures of a call, as the windows that draw show them; null where there are none, and none are offered. */
export function projectVideo(call: Call): VideoView | null {
  const { state, video } = call;
  const { standing, wanted, preview } = video;
  if (state === 'ringing') {
    return standing.offered === 'met' ? { offered: true, stage: 'none', sends: false, there: 'none' } : null;
  }
  if (isCalling(call)) return preview ? { offered: false, stage: 'preview', sends: false, there: 'none' } : null;
  if (!isUp(call) || (wanted === 'none' && !preview)) return null;
  const isShown = isTalking(call) && wanted !== 'none';
  // On hold its page stays, and shows nothing.
  const stage = isShown ? 'pictures' : preview && isTalking(call) ? 'preview' : 'none';
  const there = standing.agreed ? (standing.sends ? 'shown' : 'off') : 'none';
  return { offered: false, stage, sends: isShown && wanted === 'both', there };
}

const commands = ['preview-video', 'cancel-preview', 'start-video', 'show-video', 'stop-video'] as const;

/** What can be done about pictures now. */
export function videoActions(call: Call): readonly CallAction[] {
  const { state } = call;
  if (state === 'ringing') return mayAnswerSeen(call) ? ['answer-with-video'] : [];
  return commands.filter((type) => videoEventOf(call, { type, callId: call.id }) !== null);
}

/** What the page of pictures has to do: of the call that is talked on, else of one that has some. */
export function projectPictures(calls: Calls, devices: DevicesModel): PictureLegView | null {
  const seen = calls.filter((call) => isEngaged(call) && (call.video.preview || call.video.wanted !== 'none'));
  const call = seen.find((each) => isTalking(each) || isCalling(each)) ?? seen[0];
  if (call === undefined) return null;
  const { standing, wanted, preview } = call.video;
  return {
    callId: call.id,
    offer: wanted === 'none' ? null : standing.nearOffer,
    camera: usesCamera(call) ? 'open' : 'closed',
    cameraId: chosenDevice(devices, 'camera')?.id ?? 'default',
    shown: !preview && standing.agreed && standing.sends ? 'both' : 'own',
    most: standing.most,
  };
}

/** The user wants to be seen, or to see themselves. */
export function usesCamera(call: Call): boolean {
  const { preview, wanted } = call.video;
  return isCalling(call) ? preview : isTalking(call) && (preview || wanted === 'both');
}

/** `name`: of the other side. */
export function videoNotes(call: Call, name: string, words: Words): readonly NoteView[] {
  if (isCalling(call)) return [cameraNote(call, words)].filter((note) => note !== null);
  if (call.state !== 'connected') return [];
  return [cameraNote(call, words), standingNote(call, name, words)].filter((note) => note !== null);
}

function cameraNote(call: Call, { say }: Words): NoteView | null {
  const { camera } = call.video;
  if (!usesCamera(call) || camera === 'unopened' || camera === 'opened') return null;
  return {
    id: 'camera',
    kind: 'warning',
    title: say(`note.camera-${camera}.title`),
    help: say(`note.camera-${camera}.help`),
  };
}

function standingNote(call: Call, name: string, { say }: Words): NoteView | null {
  const { standing, failed, wanted } = call.video;
  const note = (kind: NoteView['kind'], title: string, help: string): NoteView => ({ id: 'video', kind, title, help });
  if (failed === 'refused') return note('info', say('note.video-refused.title'), say('note.video-refused.help'));
  if (failed === 'lost') return note('warning', say('note.video-lost.title'), say('note.video-lost.help'));
  if (wanted !== 'none')
    return standing.agreed && !standing.sends ? note('info', say('note.camera-off.title', { name }), '') : null;
  if (standing.offered === 'unmet') return note('info', say('note.no-video.title'), say('note.no-video.help'));
  if (standing.offered !== 'met' || !mayStartVideo(call)) return null;
  const command = { type: 'show-video', callId: call.id } as const;
  return {
    ...note('info', say('note.video-offered.title', { name }), ''),
    action: { label: say('call.show-video'), command },
  };
}
