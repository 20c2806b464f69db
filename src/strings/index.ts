import { messages as english, type Messages } from './en';

export type { Messages } from './en';
export type { Telling } from './telling';
export { timesFor, type Times } from './times';

/**
 * The words in the person's language (BCP 47, as Office tells it: "ja-JP"). English is always at hand: for the languages
 * that we do not have, and where the chunk of another language cannot be loaded.
 */
export async function messagesFor(language: string): Promise<Messages> {
  if (!/^ja\b/i.test(language)) return english;
  try {
    return (await import('./ja')).messages;
  } catch {
    return english;
  }
}
