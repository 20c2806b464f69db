/** An error as the user reads it: a title; then what happened, why, and what to do. */
export interface ErrorMessage {
  readonly title: string;
  readonly sentence: string;
}
