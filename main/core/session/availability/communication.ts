import { ok, type Result } from '../../result.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, type Resource } from '../../ucwa/resource.ts';
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
    const communication = present.value ?? (await readAgain(transport, href, base));
    // A server that took the change, and does not say what came of it, did it.
    const taken = communication === null || (modalitiesOf(communication)?.includes('Audio') ?? true);
    return ok({ communication, taken });
  }
  const isRefused = present.failure.kind === 'refused' && present.failure.status === 403;
  return isRefused ? ok({ communication: null, taken: false }) : present;
}

async function readAgain(transport: Transport, href: string, base: string): Promise<Resource | null> {
  const again = await transport.send(get(href), base);
  return again.ok ? decodeResource(again.value.body) : null;
}

function modalitiesOf(resource: Resource): readonly unknown[] | null {
  const modalities = resource.properties.get('supportedModalities');
  return Array.isArray(modalities) ? modalities : null;
}
