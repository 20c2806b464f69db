import type { SignedInMessages } from '../en/signedIn';
import { activity, plot, snippets } from './activity';
import { ends, replaced } from './ends';
import { inside } from './inside';
import { needs, recoveries, retries, workbooks } from './faults';

/** Japanese messages of the signed-in screens. */
export const signedIn: SignedInMessages = {
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
