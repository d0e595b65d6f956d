/**
 * The operations under way that the client named itself (UCWA: `operationId`, echoed in the events about what came of it). An event may
 * come before the response to the request that caused it: so an id is registered before the request leaves, and whichever of the two
 * comes first binds it to the resource.
 */
export interface Operations<Subject> {
  /** A new id for what is about to be asked; at most 50 characters, as UCWA has it. */
  begin(subject: Subject): string;
  /** The response named the resource that the operation made: from now on its events are known by its href too. */
  located(operationId: string, href: string): void;
  /** What an event or a response is about, by its `operationId` or else its absolute href; null for what began elsewhere. */
  match(operationId: string | null, href: string): Subject | null;
  /** The operation is over: a late event about it is nobody's. */
  end(operationId: string): void;
}

interface Entry<Subject> {
  readonly subject: Subject;
  readonly href: string | null;
}

/** @param uuid makes the ids */
export function createOperations<Subject>(uuid: () => string): Operations<Subject> {
  const entries = new Map<string, Entry<Subject>>();

  function locate(operationId: string, href: string): Subject | null {
    const entry = entries.get(operationId);
    if (entry === undefined) return null;
    entries.set(operationId, { ...entry, href: entry.href ?? href });
    return entry.subject;
  }

  return {
    begin(subject) {
      const operationId = uuid();
      entries.set(operationId, { subject, href: null });
      return operationId;
    },
    located: (operationId, href) => void locate(operationId, href),
    match(operationId, href) {
      const named = operationId === null ? null : locate(operationId, href);
      return named ?? [...entries.values()].find((entry) => entry.href === href)?.subject ?? null;
    },
    end: (operationId) => void entries.delete(operationId),
  };
}
