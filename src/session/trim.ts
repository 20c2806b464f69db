/** Removes matching characters at both ends of a text. A single regular expression is slower. */
export function trimMatching(text: string, pattern: RegExp): string {
  let start = 0;
  while (start < text.length && pattern.test(text.charAt(start))) start += 1;
  return trimEndMatching(text.slice(start), pattern);
}

/** Removes matching characters at the end of a text. */
export function trimEndMatching(text: string, pattern: RegExp): string {
  let end = text.length;
  while (end > 0 && pattern.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
