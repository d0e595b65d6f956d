import type { HidCollection, HidItem, HidReport } from './hid.ts';

/** Usages with their pages (HID Usage Tables 1.4: 11 LED page, 14 Telephony Device page). */
export const usages = {
  hookSwitch: 0x000b_0020,
  phoneMute: 0x000b_002f,
  ringLight: 0x0008_0018,
  offHookLight: 0x0008_0017,
  muteLight: 0x0008_0009,
} as const;

/** Where the value of a usage is in a report. */
export interface Field {
  readonly usage: number;
  readonly reportId: number;
  /** From the beginning of the report, which has no id in it. */
  readonly bit: number;
  readonly bits: number;
  /** It stays where it was put: the value is a state. Else only its going up means something (HID 1.11, 6.2.2.5; Usage Tables, 3.4.1.2). */
  readonly latches: boolean;
  /** In a list of what is pressed: the value that stands for this usage. */
  readonly value: number | null;
}

/** No report of a headset has more. */
const [mostReports, mostItems, mostFields] = [64, 256, 256];
const longestField = 32;
/** In bits: a report of USB is shorter by far. */
const longestReport = 64 * 1024 * 8;

/** All collections, with those in them. */
function flat(collections: readonly HidCollection[], depth = 0): readonly HidCollection[] {
  if (depth > 4) return [];
  return collections.flatMap((one) => [one, ...flat(one.children ?? [], depth + 1)]);
}

/** The input fields, or those for output, that have one of these usages. */
export function fieldsOf(
  collections: readonly HidCollection[],
  kind: 'inputReports' | 'outputReports',
  wanted: readonly number[],
): readonly Field[] {
  const reports = flat(collections).flatMap((one) => one[kind] ?? []);
  return reports.slice(0, mostReports).flatMap((report) => fieldsIn(report, wanted));
}

/** How many bytes a report has, without its id. */
export function bytesOf(collections: readonly HidCollection[], reportId: number): number {
  const report = flat(collections)
    .flatMap((one) => one.outputReports ?? [])
    .find((one) => (one.reportId ?? 0) === reportId);
  const bits = (report?.items ?? []).slice(0, mostItems).reduce((sum, item) => sum + bitsOf(item), 0);
  return Math.ceil(Math.min(bits, longestReport) / 8);
}

function fieldsIn({ reportId = 0, items = [] }: HidReport, wanted: readonly number[]): readonly Field[] {
  const fields: Field[] = [];
  let bit = 0;
  for (const item of items.slice(0, mostItems)) {
    if (bit > longestReport) break;
    const { reportSize = 0, reportCount = 0 } = item;
    const latches = item.isAbsolute === true && item.hasPreferredState === false;
    const isReadable = reportSize > 0 && reportSize <= longestField;
    for (let index = 0; isReadable && index < Math.min(reportCount, mostFields); index += 1) {
      const at = { reportId, bit: bit + index * reportSize, bits: reportSize, latches };
      fields.push(...named(item, index, wanted).map(({ usage, value }) => ({ ...at, usage, value })));
    }
    bit += bitsOf(item);
  }
  return fields;
}

function bitsOf({ reportSize = 0, reportCount = 0 }: HidItem): number {
  return Math.max(0, reportSize) * Math.max(0, reportCount);
}

/** Which of the wanted usages a field of an item can have. In a list it can be any, by its value. */
function named(item: HidItem, index: number, wanted: readonly number[]): readonly Pick<Field, 'usage' | 'value'>[] {
  const first = item.logicalMinimum ?? 0;
  if (item.isArray === true) {
    return wanted.flatMap((usage) => {
      const place = placeOf(item, usage);
      return place < 0 ? [] : [{ usage, value: first + place }];
    });
  }
  const usage = usageAt(item, index);
  return usage !== null && wanted.includes(usage) ? [{ usage, value: null }] : [];
}

function placeOf(
  { isRange, usages: listed = [], usageMinimum = 0, usageMaximum = -1 }: HidItem,
  usage: number,
): number {
  if (isRange !== true) return listed.indexOf(usage);
  return usage >= usageMinimum && usage <= usageMaximum ? usage - usageMinimum : -1;
}

/** Where there are fewer usages than fields, the last is that of all others. */
function usageAt(
  { isRange, usages: listed = [], usageMinimum, usageMaximum = 0 }: HidItem,
  index: number,
): number | null {
  if (isRange === true) return usageMinimum === undefined ? null : Math.min(usageMinimum + index, usageMaximum);
  return listed[index] ?? listed.at(-1) ?? null;
}

/** Whether a field of a report is on; null where the report is too short for it. */
export function isOn({ bit, bits, value }: Field, data: DataView): boolean | null {
  let read = 0;
  for (let index = 0; index < bits; index += 1) {
    const at = bit + index;
    if (at >> 3 >= data.byteLength) return null;
    if (((data.getUint8(at >> 3) >> (at & 7)) & 1) === 1) read += 2 ** index;
  }
  return value === null ? read !== 0 : read === value;
}
