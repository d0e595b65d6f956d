import type { Desktop } from '../../desktop/desktop.ts';

/** What test/desktop gives every desktop: what is played to `micfeed` is heard by "Microphone". */
const modules = [
  [
    'module-null-sink',
    'sink_name=micfeed',
    'rate=48000',
    'norewinds=1',
    `sink_properties="device.description='Microphone feed'"`,
  ],
  [
    'module-remap-source',
    'master=micfeed.monitor',
    'source_name=microphone',
    'source_properties=device.description=Microphone',
  ],
] as const;

/** Pulls the microphone's plug. */
export async function unplugMicrophone(desktop: Desktop): Promise<void> {
  await desktop.sound.unplug('micfeed');
}

/** Puts it in again; harmless where it is in. */
export async function plugMicrophone(desktop: Desktop): Promise<void> {
  const sources = await desktop.sound.pactl('list', 'short', 'sources');
  if (sources.includes('\tmicrophone\t')) return;
  for (const module of modules) await desktop.sound.pactl('load-module', ...module);
  await desktop.sound.pactl('set-default-source', 'microphone');
}
