/** The text without the characters at its ends that match `mark`; a regular expression is slower. */
export function trimmedBy(text: string, mark: RegExp): string {
  let start = 0;
  while (start < text.length && mark.test(text.charAt(start))) start += 1;
  return trimmedEndBy(text.slice(start), mark);
}

/** The text without the characters at its end that match `mark`. */
export function trimmedEndBy(text: string, mark: RegExp): string {
  let end = text.length;
  while (end > 0 && mark.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
