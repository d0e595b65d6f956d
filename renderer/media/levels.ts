import type { HearingFigures, Levels } from '../../preload/contract/index.ts';
import { hearingBetween, nothingPlayed, playedOf } from './hearing.ts';

const intervalMs = 100;

/** What 0 stands for, in dB below the loudest possible. */
const floorDb = -60;

/** What any sound at all is, however soft: only a device that gives nothing is at 0. */
const softest = 0.01;

/** What a peer connection's statistics tell of one direction: sums since its start (W3C webrtc-stats, totalAudioEnergy). */
interface Energy {
  readonly energy: number;
  readonly seconds: number;
}

interface Energies {
  readonly microphone: Energy;
  readonly speaker: Energy;
}

const nothing: Energies = { microphone: { energy: 0, seconds: 0 }, speaker: { energy: 0, seconds: 0 } };

/** So many measurements in a row without a new sample played: nobody fetches sound any more. */
const stalledAfter = 4;

/** A second has so many measurements. */
const measuredASecond = 10;

export interface LevelListeners {
  onLevels(levels: Omit<Levels, 'callId'>): void;
  /** How the last second was. */
  onHearing(figures: Omit<HearingFigures, 'callId'>): void;
  /** What played the far side has stopped fetching sound, as a device does that is gone; told again while it lasts. */
  onStalled(): void;
}

/**
 * Measures both directions of a call ten times a second until the returned function is called. It reads the numbers that
 * the connection counts anyway, so that no audio graph has to run for it.
 */
export function watchLevels(peer: RTCPeerConnection, { onLevels, onHearing, onStalled }: LevelListeners): () => void {
  let before = nothing;
  let still = 0;
  let ended = false;
  let played = nothingPlayed;
  let loudest = 0;
  let measured = 0;
  const hear = (stats: RTCStatsReport) => {
    measured += 1;
    if (measured % measuredASecond > 0) return;
    const now = playedOf(stats);
    onHearing(hearingBetween(played, now, loudest));
    played = now;
    loudest = 0;
  };
  const measure = async () => {
    const stats = await peer.getStats();
    const now = energiesOf(stats);
    if (ended) return;
    const microphone = loudness(before.microphone, now.microphone);
    loudest = Math.max(loudest, microphone);
    onLevels({ microphone, speaker: loudness(before.speaker, now.speaker) });
    hear(stats);
    const stands = now.speaker.seconds > 0 && now.speaker.seconds === before.speaker.seconds;
    still = stands ? still + 1 : 0;
    if (still > 0 && still % stalledAfter === 0) onStalled();
    before = now;
  };
  const timer = setInterval(() => void measure(), intervalMs);
  return () => {
    ended = true;
    clearInterval(timer);
  };
}

function energiesOf(stats: RTCStatsReport): Energies {
  let energies = nothing;
  stats.forEach((entry: { type: string; kind?: string; totalAudioEnergy?: number; totalSamplesDuration?: number }) => {
    const energy = { energy: entry.totalAudioEnergy ?? 0, seconds: entry.totalSamplesDuration ?? 0 };
    if (entry.type === 'media-source') energies = { ...energies, microphone: energy };
    if (entry.type === 'inbound-rtp') energies = { ...energies, speaker: energy };
  });
  return energies;
}

/** The mean loudness between two measurements, even in dB as the ear has it: 1 at full scale, 0 for no sound at all. */
export function loudness(before: Energy, now: Energy): number {
  const seconds = now.seconds - before.seconds;
  const energy = now.energy - before.energy;
  if (seconds <= 0 || energy <= 0) return 0;
  const db = 10 * Math.log10(energy / seconds);
  return Math.min(1, Math.max(softest, 1 - db / floorDb));
}
