/** Leads to the chosen row of a list. */
export function focusChosen(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>('[role=option][tabindex="0"]')?.focus();
}
