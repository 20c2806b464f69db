import { messages as en, type Messages } from './en';
import { messages as ja } from './ja';

export type { Messages } from './en';
export type { Telling } from './telling';
export { timesFor, type Times } from './times';

/** The words in the person's language (BCP 47, as Office tells it: "ja-JP"); English where we have no other. */
export function messagesFor(language: string): Messages {
  return /^ja\b/i.test(language) ? ja : en;
}
