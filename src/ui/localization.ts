import { messagesFor, timesFor, type Messages, type Times } from '../locales/index';
import { createObservable } from '../session/observable';
import type { Readable, HostContext } from './appProps';

export interface Localization {
  readonly messages: Messages;
  readonly times: Times;
}

/** The words of the language that Excel has now: there before the first drawing, and again after Excel changed its mind. */
export async function createLocalization(
  hostContext: Readable<HostContext>,
): Promise<Readable<Localization> & { readonly stop: () => void }> {
  let asked = hostContext.get().language;
  const words = createObservable(await wordsIn(asked));
  const follow = async (): Promise<void> => {
    const { language } = hostContext.get();
    if (language === asked) return;
    asked = language;
    const next = await wordsIn(language);
    if (language !== asked) return;
    words.set(next);
  };
  const stop = hostContext.subscribe(() => void follow());
  await follow();
  return { get: words.get, subscribe: words.subscribe, stop };
}

async function wordsIn(language: string): Promise<Localization> {
  const messages = await messagesFor(language);
  // Dates follow the words: a language that we lack is not mixed with English, but "en-GB" keeps its own.
  return {
    messages,
    times: timesFor(language.startsWith(messages.language) ? language : messages.language),
  };
}
