import { messages as english, type Messages } from './en/index';

export type { Messages } from './en/index';
export type { SignedInMessages } from './en/signedIn';
export type { ErrorMessage } from './errorMessage';
export { shiftedTimes, soonMs, timesFor, type Times } from './times';

/**
 * Languages other than English, each in its own chunk. To add one, add a line here and a module
 * that exports `messages`, whose completeness the compiler checks. Keys are BCP 47 primary language
 * subtags.
 */
const others: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  ja: () => import('./ja/index'),
};

/**
 * The messages in the user's language (BCP 47, as Office reports it: "ja-JP"). Falls back to
 * English, for other languages and when a chunk fails to load.
 */
export async function messagesFor(language: string): Promise<Messages> {
  const [name = ''] = language.toLowerCase().split('-');
  try {
    return (await others[name]?.())?.messages ?? english;
  } catch {
    return english;
  }
}
