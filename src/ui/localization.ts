import { messagesFor, timesFor, type Messages, type Times } from '../locales/index';
import type { Readable, Surroundings } from './appProps';

export interface Words {
  readonly messages: Messages;
  readonly times: Times;
}

/** The words of the language that Excel has now: there before the first drawing, and again after Excel changed its mind. */
export async function createWords(surroundings: Readable<Surroundings>): Promise<Readable<Words> & { readonly stop: () => void }> {
  const listeners = new Set<() => void>();
  let asked = surroundings.get().language;
  let words = await wordsIn(asked);
  const follow = async (): Promise<void> => {
    const { language } = surroundings.get();
    if (language === asked) return;
    asked = language;
    const next = await wordsIn(language);
    if (language !== asked) return;
    words = next;
    for (const listener of [...listeners]) listener();
  };
  const stop = surroundings.subscribe(() => void follow());
  await follow();
  return {
    get: () => words,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop,
  };
}

async function wordsIn(language: string): Promise<Words> {
  const messages = await messagesFor(language);
  // Dates follow the words: a language that we lack is not mixed with English, but "en-GB" keeps its own.
  return { messages, times: timesFor(language.startsWith(messages.language) ? language : messages.language) };
}
