import { ok, type Result } from '../../result.ts';
import type { Resource } from '../../ucwa/resource.ts';
import type { UcwaFailure } from '../failure.ts';
import type { Transport } from '../requests/transport.ts';
import { updateResource } from '../requests/update-resource.ts';

export interface VoiceCalls {
  /** Null where it was not to be had. */
  readonly communication: Resource | null;
  readonly taken: boolean;
}

/**
 * Reads `communication` and, where voice is missing from what this endpoint does, puts it there (UCWA reference: communication). A
 * server that does not list the modalities takes what makeMeAvailable said.
 *
 * @returns what is there then, and whether voice calls come to this endpoint
 */
export async function takeVoiceCalls(
  transport: Transport,
  href: string,
  base: string,
): Promise<Result<VoiceCalls, UcwaFailure>> {
  const present = await updateResource(transport, href, base, (resource) => {
    const modalities = modalitiesOf(resource);
    return modalities === null || modalities.includes('Audio')
      ? null
      : { supportedModalities: [...modalities, 'Audio'] };
  });
  if (present.ok) {
    const communication = present.value;
    return ok({ communication, taken: modalitiesOf(communication)?.includes('Audio') ?? true });
  }
  const isRefused = present.failure.kind === 'refused' && present.failure.status === 403;
  return isRefused ? ok({ communication: null, taken: false }) : present;
}

function modalitiesOf(resource: Resource): readonly unknown[] | null {
  const modalities = resource.properties.get('supportedModalities');
  return Array.isArray(modalities) ? modalities : null;
}
