/** What a user is told of a reason: a title; what happened, why, and what to do. */
export interface ErrorMessage {
  readonly title: string;
  readonly sentence: string;
}
