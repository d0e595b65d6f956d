import { type AppView, type HeadsetLights, liveCall, ringingCalls } from '../../../preload/contract/index.ts';

/** What the lights of headsets are to show; the same object until that changes. */
export function createHeadsetLights(): (view: AppView) => HeadsetLights {
  let last: HeadsetLights = { ringing: false, offHook: false, muted: false };
  return (view) => {
    const live = liveCall(view);
    const next = {
      ringing: ringingCalls(view).some(
        ({ state, silenced, quiet }) => state === 'ringing' && !silenced && quiet == null,
      ),
      offHook: live !== null,
      muted: live?.muted === true,
    };
    const isSame = next.ringing === last.ringing && next.offHook === last.offHook && next.muted === last.muted;
    if (!isSame) last = next;
    return last;
  };
}
