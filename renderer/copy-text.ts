/**
 * Puts text on the clipboard, within a user's press. Answers whether it did. The asynchronous clipboard needs a
 * permission, and the app grants none but the microphone.
 */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', fill, { once: true });
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', fill);
  return copied;
}
