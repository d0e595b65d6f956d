/**
 * Loads once and for all callers, at the first call. A load that failed is forgotten: the next call tries again, for what was
 * missing then (a file, a descriptor, memory) may be there now.
 */
export function lazily<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | null = null;
  return () => {
    if (loading !== null) return loading;
    const mine = load();
    loading = mine;
    mine.catch(() => {
      if (loading === mine) loading = null;
    });
    return mine;
  };
}
