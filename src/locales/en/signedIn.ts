import { activity, plot, snippets } from './activity';
import { card, keepAliveSettings, organizationForm, refused, sessionTimes, workbook } from './card';
import {
  accountMenu,
  changes,
  endings,
  ends,
  fileNotes,
  form,
  leaving,
  overtook,
  replaced,
  signInQuestion,
} from './ends';
import { errors } from './errors';
import { inside } from './inside';
import { copy, labels } from './labels';
import { needs, retries, recoveries, workbooks } from './faults';

/** English messages of the signed-in screens, which load with those screens. */
export const signedIn = {
  labels,
  copy,
  card,
  organizationForm,
  workbook,
  workbooks,
  recoveries,
  retries,
  needs,
  accountMenu,
  changes,
  endings,
  ends,
  errors,
  fileNotes,
  form,
  leaving,
  overtook,
  replaced,
  signInQuestion,
  sessionTimes,
  keepAliveSettings,
  refused,
  activity,
  plot,
  snippets,
  inside,
};

export type SignedInMessages = typeof signedIn;
