import type { HidCollection, HidItem } from '../../../../../renderer/media/headset/hid.ts';
import { usages } from '../../../../../renderer/media/headset/reports.ts';

/** One bit for each usage. */
const bits = (listed: readonly number[], more: Partial<HidItem> = {}): HidItem => ({
  ...{ usages: listed, reportSize: 1, reportCount: listed.length, logicalMinimum: 0 },
  ...{ isAbsolute: true, hasPreferredState: false, isArray: false, isRange: false },
  ...more,
});
/** Bits that mean nothing. */
const padding = (count: number): HidItem => ({ reportSize: 1, reportCount: count, isAbsolute: true });

const lineBusy = 0x000b_0097;
const keypad = 0x000b_00b0;

/** A headset of the usual kind: its hook keeps a state, its mute only says that it was pressed; lights in a report of another number. */
export const usualHeadset: readonly HidCollection[] = [
  {
    ...{ usagePage: 0x0b, usage: 0x05 },
    children: [],
    inputReports: [
      {
        reportId: 2,
        items: [
          bits([usages.hookSwitch, lineBusy]),
          bits([usages.phoneMute], { isAbsolute: false, hasPreferredState: true }),
          padding(5),
        ],
      },
    ],
    outputReports: [
      {
        reportId: 3,
        items: [padding(6), bits([usages.muteLight, usages.offHookLight]), bits([usages.ringLight]), padding(7)],
      },
    ],
  },
];

/** One whose buttons come as a list of what is pressed, within another collection, and that has no lights. */
export const listedHeadset: readonly HidCollection[] = [
  {
    ...{ usagePage: 0x0b, usage: 0x01, inputReports: [], outputReports: [] },
    children: [
      {
        inputReports: [
          {
            reportId: 0,
            items: [
              {
                ...{ isArray: true, isRange: true, usageMinimum: usages.hookSwitch, usageMaximum: usages.phoneMute },
                ...{ reportSize: 8, reportCount: 2, logicalMinimum: 1, isAbsolute: true, hasPreferredState: true },
              },
            ],
          },
        ],
      },
    ],
  },
];

/** A telephone's keypad alone. */
export const keypadOnly: readonly HidCollection[] = [
  { usagePage: 0x0b, usage: 0x06, inputReports: [{ reportId: 1, items: [bits([keypad])] }] },
];

export const report = (...bytes: readonly number[]): DataView => new DataView(Uint8Array.from(bytes).buffer);
