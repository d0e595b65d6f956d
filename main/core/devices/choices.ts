import type { DevicePurpose, DeviceView } from '../../../preload/contract/index.ts';
import { isRecord } from '../ucwa/resource.ts';
import type { DevicesModel } from './state.ts';

const purposes: readonly DevicePurpose[] = ['ring', 'microphone', 'speaker'];

/** The devices that the user chose in an earlier run; what does not fit is left out. */
export function decodeChoices(document: unknown): DevicesModel['wanted'] {
  if (!isRecord(document)) return {};
  const wanted: Partial<Record<DevicePurpose, DeviceView>> = {};
  for (const purpose of purposes) {
    const choice = document[purpose];
    if (isRecord(choice) && typeof choice.id === 'string' && typeof choice.label === 'string') {
      wanted[purpose] = { id: choice.id, label: choice.label };
    }
  }
  return wanted;
}
