import { messages as english, type Messages } from './en/index';

export type { Messages } from './en/index';
export type { SignedInMessages } from './en/signedIn';
export type { ErrorMessage } from './errorMessage';
export { shiftedTimes, timesFor, type Times } from './times';

/**
 * The languages beside English, each in a chunk of its own. A further one is a line here, and a module that exports
 * `messages` (the compiler asks for every word of it). Source of the names: BCP 47, the language alone.
 */
const others: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  ja: () => import('./ja/index'),
};

/**
 * The words in the user's language (BCP 47, as Office tells it: "ja-JP"). English is always at hand: for the languages
 * that we do not have, and where the chunk of another language cannot be loaded.
 */
export async function messagesFor(language: string): Promise<Messages> {
  const [name = ''] = language.toLowerCase().split('-');
  try {
    return (await others[name]?.())?.messages ?? english;
  } catch {
    return english;
  }
}
