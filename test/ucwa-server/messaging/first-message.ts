/** The text in `_links.message.href`; null where there is none. */
export function firstMessage(links: unknown): string | null {
  const message = (links as { message?: { href?: unknown } } | null)?.message;
  const href = message?.href;
  const [, body] = typeof href === 'string' ? (/^data:text\/(?:plain|html)(?:;[^,]*)?,(.+)$/s.exec(href) ?? []) : [];
  if (body === undefined) return null;
  try {
    return decodeURIComponent(body.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
