import type { HeadsetPress } from '../../../preload/contract/index.ts';
import type { HidCollection } from './hid.ts';
import { type Field, fieldsOf, isOn, usages } from './reports.ts';

/** Tells what a report of a headset means; a headset may say the same again and again. */
export type ReadButtons = (reportId: number, data: DataView) => readonly HeadsetPress[];

/** Null for a device that has no button of a telephone. */
export function createButtons(collections: readonly HidCollection[]): ReadButtons | null {
  const fields = fieldsOf(collections, 'inputReports', [usages.hookSwitch, usages.phoneMute]);
  if (fields.length === 0) return null;
  const ids = [...new Set(fields.map(({ reportId }) => reportId))];
  /** By report and usage: several fields of a list may have one. */
  const on = new Set<string>();

  function meaning(field: Field, isDown: boolean): readonly HeadsetPress[] {
    const name = `${field.reportId} ${field.usage}`;
    if (on.has(name) === isDown) return [];
    if (isDown) on.add(name);
    else on.delete(name);
    const isHook = field.usage === usages.hookSwitch;
    if (field.latches) return [isHook ? (isDown ? 'off-hook' : 'on-hook') : isDown ? 'muted' : 'unmuted'];
    if (!isDown) return [];
    return [isHook ? 'hook' : 'mute'];
  }

  return (reportId, data) => {
    if (!ids.includes(reportId)) return [];
    const ofReport = fields.filter((field) => field.reportId === reportId);
    return [usages.hookSwitch, usages.phoneMute].flatMap((usage) => {
      const some = ofReport.filter((field) => field.usage === usage);
      const [first] = some;
      const states = some.map((field) => isOn(field, data));
      // A report that is cut short says nothing.
      if (first === undefined || states.includes(null)) return [];
      return meaning(first, states.includes(true));
    });
  };
}
