import { activity, plot, snippets } from './enActivity';
import { ends } from './enEnds';
import { needs, verdicts, workbooks } from './enFaults';

/** The words, in English, that nobody reads before somebody is signed in: they come with those screens. */
export const signedIn = { workbooks, verdicts, needs, ends, activity, plot, snippets };

export type SignedInWords = typeof signedIn;
