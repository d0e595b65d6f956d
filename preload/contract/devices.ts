export type DevicePurpose = 'ring' | 'microphone' | 'speaker';

export interface DeviceView {
  readonly id: string;
  readonly label: string;
}

export interface DevicesView {
  readonly inputs: readonly DeviceView[];
  readonly outputs: readonly DeviceView[];
  /** The device in use for each purpose; null while there is none of its kind. */
  readonly chosen: Readonly<Record<DevicePurpose, DeviceView | null>>;
}

export type DevicesCommand = {
  readonly type: 'choose-device';
  readonly purpose: DevicePurpose;
  readonly deviceId: string;
};
