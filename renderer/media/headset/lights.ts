import type { HeadsetLights } from '../../../preload/contract/index.ts';
import type { HidCollection } from './hid.ts';
import { bytesOf, fieldsOf, usages } from './reports.ts';

/** A report to be sent to a headset. */
export interface LightReport {
  readonly reportId: number;
  readonly data: Uint8Array;
}

/** What to send to a headset so that its lights show this; nothing to one that has none. */
export function lightReports(collections: readonly HidCollection[], lights: HeadsetLights): readonly LightReport[] {
  const isLit: Readonly<Record<number, boolean>> = {
    [usages.ringLight]: lights.ringing,
    [usages.offHookLight]: lights.offHook,
    [usages.muteLight]: lights.muted,
  };
  const fields = fieldsOf(collections, 'outputReports', Object.keys(isLit).map(Number));
  const ids = [...new Set(fields.map(({ reportId }) => reportId))];
  return ids.map((reportId) => {
    const data = new Uint8Array(bytesOf(collections, reportId));
    for (const { reportId: of, usage, bit, value } of fields) {
      if (of === reportId && value === null && isLit[usage] === true)
        data[bit >> 3] = (data[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
    return { reportId, data };
  });
}
