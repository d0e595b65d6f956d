import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PeerName } from '../row.ts';

const run = promisify(execFile);

/** How each program says its version, and where in what it says. */
const questions = {
  ffmpeg: [['ffmpeg', '-version'], /^ffmpeg version (\S+)/],
  GStreamer: [['pkg-config', '--modversion', 'gstreamer-1.0'], /^(\S+)/],
  libnice: [['pkg-config', '--modversion', 'nice'], /^(\S+)/],
  rtpengine: [['rtpengine', '--version'], /Version: (\S+)/],
  baresip: [['baresip', '-h'], /baresip v(\S+)/],
  sipp: [['sipp', '-v'], /SIPp v(\d[\w.]*\d)/],
  coturn: [['turnserver', '--version'], /(\d+\.\d+\.\d+)/],
  Chromium: [['chromium', '--version'], /(\d+\.\d+\.\d+\.\d+)/],
} as const satisfies Readonly<Record<string, readonly [command: readonly [string, ...string[]], form: RegExp]>>;

type ProgramName = keyof typeof questions;

/** What takes part in the calls of each peer. */
const programs: Readonly<Record<PeerName, readonly ProgramName[]>> = {
  ffmpeg: ['ffmpeg'],
  gstreamer: ['GStreamer', 'libnice'],
  libnice: ['libnice', 'ffmpeg', 'coturn'],
  rtpengine: ['rtpengine', 'GStreamer'],
  baresip: ['baresip'],
  sipp: ['sipp'],
};

/** The programs of a peer's calls with what they tell of themselves, in words; one that does not tell is `unknown`. */
export async function versionsOf(peer: PeerName): Promise<string> {
  const told = [...programs[peer], 'Chromium' as const].map(async (name) => {
    const [command, form] = questions[name];
    return `${name} ${form.exec(await said(command))?.[1] ?? 'unknown'}`;
  });
  return [...(await Promise.all(told)), `Node ${process.versions.node}`].join(', ');
}

/** Some end with an error after they have said it. */
async function said([program, ...parameters]: readonly [string, ...string[]]): Promise<string> {
  try {
    const { stdout, stderr } = await run(program, parameters, { timeout: 10_000 });
    return `${stdout}${stderr}`.trim();
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    return `${stdout}${stderr}`.trim();
  }
}
