/** Where a resource stands on its server: one href of it may be written with the host or a query, and another without. */
export function pathOf(href: string): string {
  return href.replace(/^https?:\/\/[^/]*/i, '').split('?', 1)[0] ?? '';
}
