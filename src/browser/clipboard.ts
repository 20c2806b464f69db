/**
 * Copies text to the clipboard; false when the browser refuses. Excel on the web may not delegate
 * the clipboard to the pane's frame, so the older `copy` command is the fallback. Keeps the focus
 * in place.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

function copyByCommand(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.style.cssText = 'position:fixed;inset:0;opacity:0';
  document.body.append(field);
  field.select();
  // Deprecated, but the only way that needs no permission of the frame.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const done = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
}
