import * as v from 'valibot';
import {
  type CameraOutcome,
  type HeadsetReport,
  headsetPresses,
  type MediaReport,
  type MicrophoneOutcome,
  mostHeadsets,
  type PictureReport,
  type WindowReport,
} from '../../../preload/contract/index.ts';
import { fields } from '../../core/schema/fields.ts';
import { list } from '../../core/schema/list.ts';
import { cutText, identifier, numberWithin, text } from '../../core/schema/pieces.ts';
import type { Guard } from './guard.ts';

const shortText = text(512);
/** An SDP longer than this is no offer or answer of ours. */
const sdp = text(64 * 1024);
/** CSS pixels; at most taller than any screen. */
const height = numberWithin(0, 20_000);
/** Loudness. */
const level = numberWithin(0, 1);
/** Of packets, or milliseconds, in a second. */
const count = numberWithin(0, 100_000);
const outcomes: readonly MicrophoneOutcome[] = ['opened', 'missing', 'denied', 'failed'];
/** A sound server may offer a device for each of its streams. */
const devices = list(fields({ id: shortText, label: cutText(256) }), { most: 512, looks: 4096 });

/** Any window tells about itself. */
export const windowReportGuard: Guard<WindowReport> = {
  drawn: {
    windows: ['main', 'ring', 'call', 'quit'],
    schema: fields({ callId: v.nullable(identifier), height }),
  },
  answered: { windows: ['quit'], schema: fields({ yes: v.boolean() }) },
  'shows-devices': { windows: ['main'], schema: fields({ shown: v.boolean() }) },
  pointer: { windows: ['call'], schema: fields({ inside: v.boolean() }) },
  'side-pane': { windows: ['call'], schema: fields({ open: v.boolean() }) },
  'picture-place': {
    windows: ['call'],
    schema: fields({ place: v.nullable(fields({ x: height, y: height, width: height, height })) }),
  },
};

/** Sound is the sound window's alone. */
export const mediaReportGuard: Guard<MediaReport | HeadsetReport> = {
  headsets: {
    windows: ['sound'],
    schema: fields({ names: v.pipe(v.array(text(128)), v.maxLength(mostHeadsets)) }),
  },
  'headset-press': { windows: ['sound'], schema: fields({ press: v.picklist(headsetPresses) }) },
  'leg-answer': { windows: ['sound'], schema: fields({ callId: identifier, sdp }) },
  'leg-failed': { windows: ['sound'], schema: fields({ callId: identifier, message: shortText }) },
  microphone: { windows: ['sound'], schema: fields({ callId: identifier, outcome: v.picklist(outcomes) }) },
  'ring-tone': { windows: ['sound'], schema: fields({ callId: identifier, playing: v.boolean() }) },
  levels: {
    windows: ['sound'],
    schema: fields({ levels: fields({ callId: identifier, microphone: level, speaker: level }) }),
  },
  heard: {
    windows: ['sound'],
    schema: fields({
      figures: fields({ callId: identifier, late: count, bufferMs: v.nullable(count), microphone: level }),
    }),
  },
  devices: {
    windows: ['sound'],
    schema: fields({ inputs: devices, outputs: devices, camera: v.exactOptional(v.literal(true)) }),
  },
};

const cameraOutcomes: readonly CameraOutcome[] = ['opened', 'missing', 'denied', 'busy'];

/** Pictures are the page of pictures' alone. */
export const pictureReportGuard: Guard<PictureReport> = {
  'picture-answer': { windows: ['pictures'], schema: fields({ callId: identifier, sdp }) },
  'picture-failed': { windows: ['pictures'], schema: fields({ callId: identifier, message: shortText }) },
  camera: { windows: ['pictures'], schema: fields({ callId: identifier, outcome: v.picklist(cameraOutcomes) }) },
  cameras: { windows: ['pictures'], schema: fields({ cameras: devices }) },
};
