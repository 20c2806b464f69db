import { activity, plot, snippets } from './activity';
import { ends } from './ends';
import { needs, retries, verdicts, workbooks } from './faults';

/** The words, in English, that nobody reads before somebody is signed in: they come with those screens. */
export const signedIn = { workbooks, verdicts, retries, needs, ends, activity, plot, snippets };

export type SignedInWords = typeof signedIn;
