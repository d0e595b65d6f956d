/** `ring-too`: the second device on which calls ring. */
export type DevicePurpose = 'ring' | 'ring-too' | 'microphone' | 'speaker' | 'camera';

export interface DeviceView {
  readonly id: string;
  readonly label: string;
}

export interface DevicesView {
  readonly inputs: readonly DeviceView[];
  readonly outputs: readonly DeviceView[];
  /** Those that there were when a page looked last, and the one to use; absent before pictures are wanted. */
  readonly cameras?: { readonly all: readonly DeviceView[]; readonly chosen: DeviceView | null };
  /** The device in use for each purpose; null while there is none of its kind. */
  readonly chosen: Readonly<Record<Exclude<DevicePurpose, 'camera' | 'ring-too'>, DeviceView | null>>;
  /** The second device on which calls ring; absent where none does. */
  readonly alsoRing?: DeviceView | null;
}

export type DevicesCommand = {
  readonly type: 'choose-device';
  readonly purpose: DevicePurpose;
  readonly deviceId: string;
};
