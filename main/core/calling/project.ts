import type { CallingView, Words } from '../../../preload/contract/index.ts';
import { projectParty } from '../party/party.ts';
import { cleanText } from '../text.ts';
import type { CallingModel } from './state.ts';

/** What the windows show of what can be called. `camera`: there is one. `home`: the user's own domains. */
export function projectCalling(
  model: CallingModel,
  camera: boolean,
  home: readonly string[],
  words: Words,
): CallingView {
  const { emergency, place, delegators } = model;
  const text = cleanText(place?.text ?? null);
  return {
    audio: model.startAudio !== null,
    video: model.startAudioVideo !== null,
    withVideo: model.startAudioVideo !== null && camera,
    phoneAudio: model.startPhoneAudio !== null,
    emergencyNumbers: emergency.numbers,
    emergencyPlace: place === null || text === null ? null : { place: text, found: place.found },
    emergencyDisclaimer: emergency.disclaimer,
    delegators:
      model.startAudioOnBehalfOfDelegator === null
        ? []
        : delegators.flatMap((party) =>
            party.uri === null ? [] : { id: party.uri, party: projectParty(party, home, words) },
          ),
  };
}
