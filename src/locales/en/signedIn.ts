import { activity, plot, snippets } from './activity';
import { ends, replaced } from './ends';
import { inside } from './inside';
import { needs, retries, recoveries, workbooks } from './faults';

/** English messages of the signed-in screens, which load with those screens. */
export const signedIn = {
  workbooks,
  recoveries,
  retries,
  needs,
  ends,
  replaced,
  activity,
  plot,
  snippets,
  inside,
};

export type SignedInMessages = typeof signedIn;
