import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { setNewest } from '../set-newest.ts';
import { get } from '../ucwa/request/operation.ts';
import { embeddedOf, linkOf, type Resource } from '../ucwa/resource.ts';

/** A phoneAudio and whose it is; hrefs are absolute. */
export interface FoundModality {
  readonly phoneAudio: string;
  readonly conversation: string;
  readonly resource: Resource;
}

export interface NamedModalityDeps {
  readonly perform: Perform;
  readonly tell: (found: FoundModality) => void;
}

/** What a conversation says of being talked on a telephone, where no event has. */
export interface NamedModality {
  /** A conversation as it is told, or listed; `href`: absolute. */
  follow(href: string, resource: Resource, resolve: Resolve): void;
  /** An event has told of it: it need not be asked for. */
  told(phoneAudio: string): void;
  clear(): void;
}

/** More conversations than a server lets somebody have. */
const mostKnown = 500;

/** A conversation may embed its phoneAudio, or only name it: then it is read, once. */
export function createNamedModality({ perform, tell }: NamedModalityDeps): NamedModality {
  /** Each with the last word of it: what is read is older than a word that came meanwhile. */
  const known = new Map<string, object>();

  async function read(conversation: string, phoneAudio: string): Promise<void> {
    const word = known.get(phoneAudio);
    const resource = await readResource(perform, get(phoneAudio));
    if (resource !== null && known.get(phoneAudio) === word) tell({ phoneAudio, conversation, resource });
  }

  function told(phoneAudio: string): void {
    setNewest(known, phoneAudio, {}, mostKnown);
  }

  return {
    follow(conversation, resource, resolve) {
      const embedded = embeddedOf(resource, 'phoneAudio');
      const phoneAudio = resolve(linkOf(resource, 'phoneAudio') ?? (embedded && linkOf(embedded, 'self')));
      if (phoneAudio === null) return;
      const word = known.get(phoneAudio);
      if (embedded === null && word !== undefined) return setNewest(known, phoneAudio, word, mostKnown);
      told(phoneAudio);
      if (embedded !== null) tell({ phoneAudio, conversation, resource: embedded });
      else void read(conversation, phoneAudio);
    },
    told,
    clear: () => known.clear(),
  };
}
