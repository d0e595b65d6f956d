import type { CheckView } from '../../../../preload/contract/index.ts';
import { type Facts, finding } from './check.ts';

/** Whether voice may use any address of this computer; null where every one may be used. */
export function checkVoiceNetworks({ model, words }: Facts): CheckView | null {
  const { say } = words;
  const { ok, warning } = finding('voice-networks', words);
  switch (model.health.desktop.voiceNetworks) {
    case 'everywhere':
      return null;
    case 'inside':
      return ok(say('check.voice-networks.inside'));
    case 'outside':
      return warning(say('check.voice-networks.outside'), say('check.voice-networks.outside-fix'));
  }
}
