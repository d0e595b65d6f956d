import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import { decodeAudioVideo } from '../ucwa/decode/audio-video.ts';
import { decline } from '../ucwa/request/decline.ts';
import { reportMediaDiagnostics } from '../ucwa/request/media-diagnostics.ts';
import { get } from '../ucwa/request/operation.ts';
import { stopAudioVideo } from '../ucwa/request/stop-audio-video.ts';
import type { CallEffect } from './effect.ts';
import type { CallEvent } from './event.ts';
import type { Farewells } from './farewells.ts';
import type { Call } from './state.ts';

export interface TellEndDeps {
  readonly perform: Perform;
  readonly farewells: Pick<Farewells, 'say'>;
  readonly resolve: (href: string | null) => string | null;
  readonly apply: (event: CallEvent) => void;
  /** The server was told of the call's end. */
  readonly onTold: (call: Call) => void;
}

/** Tells the server that a call is not wanted here. */
export async function tellDecline(
  { farewells, onTold }: TellEndDeps,
  { call, reason }: CallEffect & { readonly type: 'decline' },
): Promise<void> {
  const { id: key, decline: href } = call;
  const first = () => (href === null ? null : decline(href, reason));
  const mayBeUp = call.answered || call.answerFailed;
  // Who leaves the conversation ends it for the user's other endpoints too.
  const conversation = call.ending?.reason === 'declined-only-here' ? null : call.conversation;
  if (await farewells.say({ key, what: 'decline', first, conversation, mayBeUp })) onTold(call);
}

/** Tells the server that voice is over here. */
export async function tellStop(
  deps: TellEndDeps,
  { call, reason, elsewhere }: CallEffect & { readonly type: 'stop' },
): Promise<void> {
  const key = elsewhere === true ? `${call.id} elsewhere` : call.id;
  const stopBy = (href: string | null) => (href === null ? null : stopAudioVideo(href, reason));
  const first = () => (call.stop === null ? findStop(deps, call).then(stopBy) : stopBy(call.stop));
  const { conversation } = call;
  if (await deps.farewells.say({ key, what: 'stop', first, conversation })) deps.onTold(call);
  deps.apply({ type: 'stopped', callId: call.id });
}

/** Tells the server how the media went, once; what it cannot be told is of no matter to the call. */
export async function tellMedia(
  { farewells }: Pick<TellEndDeps, 'farewells'>,
  { call, href, said }: CallEffect & { readonly type: 'report-media' },
): Promise<void> {
  const first = () => reportMediaDiagnostics(href, said);
  await farewells.say({ key: `${call.id} media`, what: 'media diagnostics', first, conversation: null });
}

async function findStop({ perform, resolve }: TellEndDeps, { audioVideo }: Call): Promise<string | null> {
  if (audioVideo === null) return null;
  const resource = await readResource(perform, get(audioVideo));
  return resource === null ? null : resolve(decodeAudioVideo(resource).stop);
}
