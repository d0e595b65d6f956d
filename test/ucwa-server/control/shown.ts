import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { GstPictures } from '../../peers/gstreamer/gst-pictures.ts';
import type { Pictures } from '../calls/pictures.ts';
import type { SimulatedCall } from '../calls/simulated-call.ts';
import type { UcwaServer } from '../index.ts';
import { colleague } from '../people.ts';

const run = promisify(execFile);

/** The number of the format that these servers' clients name first, which the app does not take. */
const ownFormat = 122;

/** A colleague calls the user, and is seen where they would be. */
export async function callBy(server: UcwaServer, id: string): Promise<SimulatedCall> {
  const shown = await shownBy(id);
  try {
    return await server.call({ from: id, ...shown });
  } catch (error) {
    await shown.pictures?.stop();
    throw error;
  }
}

/**
 * What a colleague shows whose call has a video: a picture that moves, in H.264 beside the clients' own format. Nothing where GStreamer is not on this
 * computer; then they offer that format alone.
 */
async function shownBy(id: string): Promise<{ readonly pictures?: Pictures }> {
  if (colleague(id)?.video !== true || !(await hasEncoder())) return {};
  const shown = await GstPictures.start({ codec: 'H264', colour: [0, 0, 0], pattern: 'ball' });
  return {
    pictures: {
      // An answer has the one format that it takes.
      section: (direction, payloadType) =>
        payloadType === undefined ? withOwnFormat(shown.section(direction)) : shown.section(direction, payloadType),
      numberIn: (section) => shown.numberIn(section),
      talkTo: (target, payloadType) => shown.talkTo(target, payloadType),
      stop: () => shown.stop(),
    },
  };
}

function withOwnFormat(section: string): string {
  return section
    .replace(/^(m=video \d+ \S+) (.*)\r\n/, `$1 ${ownFormat} $2\r\n`)
    .replace(/^a=rtpmap/m, `a=rtpmap:${ownFormat} X-H264UC/90000\r\n$&`);
}

async function hasEncoder(): Promise<boolean> {
  return run('gst-inspect-1.0', ['openh264enc']).then(
    () => true,
    () => false,
  );
}
