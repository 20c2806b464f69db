import type { SignedInMessages } from '../en/signedIn';
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
import { needs, recoveries, retries, workbooks } from './faults';

/** Japanese messages of the signed-in screens. */
export const signedIn: SignedInMessages = {
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
