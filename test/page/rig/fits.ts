import type { Page } from '@playwright/test';

/** What leaves the window, is cut off without an ellipsis, or is too small to be hit; as lines for people. */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const named = (one: Element): string => `${one.tagName} ${one.textContent || one.id}`.slice(0, 80);
    const isSeen = ({ width, height }: DOMRect): boolean => width > 1 && height > 1;

    /** Only what stands in the line itself ends in dots. */
    const isInLine = (child: Element): boolean => getComputedStyle(child).display.startsWith('inline');

    for (const control of document.querySelectorAll<HTMLElement>(
      'button, input:not([type=checkbox], [type=radio]), .picker, .note, h1, .pill',
    )) {
      const box = control.getBoundingClientRect();
      if (box.width <= 1 || box.height === 0) continue;
      if (box.left < -0.5 || box.right > window.innerWidth + 0.5) found.push(`${named(control)} leaves the window`);
      const cuts = control.matches('input') || getComputedStyle(control).textOverflow === 'ellipsis';
      if (!cuts && control.scrollWidth > control.clientWidth + 1)
        found.push(`${named(control)} is too narrow for its content`);
      if (control.matches('button, input, .picker') && box.height < 24)
        found.push(`${named(control)} is ${box.height} px high`);
    }

    const pen = document.createElement('canvas').getContext('2d');
    for (const input of document.querySelectorAll<HTMLInputElement>('input[placeholder]')) {
      const style = getComputedStyle(input);
      if (pen === null || input.value !== '' || input.clientWidth === 0 || style.textOverflow === 'ellipsis') continue;
      pen.font = style.font;
      const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (pen.measureText(input.placeholder).width > room + 1) found.push(`what ${input.placeholder} asks for is cut`);
    }

    for (const one of document.body.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(one);
      if (style.overflowX === 'visible' || one.matches('input, select') || !isSeen(one.getBoundingClientRect()))
        continue;
      const dotted = style.textOverflow === 'ellipsis' && [...one.children].every(isInLine);
      const wider = one.scrollWidth > one.clientWidth + 1;
      const higher = one.scrollHeight > one.clientHeight + 1;
      if (style.overflowX === 'hidden' && wider && !dotted) found.push(`${named(one)} is cut`);
      if (style.overflowX === 'auto' && wider) found.push(`${named(one)} scrolls sideways`);
      const cutsLines = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
      if (style.overflowY === 'hidden' && higher && !cutsLines) found.push(`${named(one)} is cut below`);
    }
    if (document.documentElement.scrollWidth > window.innerWidth) found.push('the page scrolls sideways');
    return found;
  });
}
