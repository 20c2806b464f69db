/** An entry in the list "Activity". */
export interface Activity {
  readonly at: number;
  readonly what:
    | 'opened'
    | 'attached'
    | 'recreated'
    | 'refreshed'
    | 'refreshFailed'
    | 'openFailed'
    | 'lost'
    | 'closed'
    | 'closeFailed'
    | 'keepAliveOn'
    | 'keepAliveOff'
    | 'keepAliveTimeIsUp'
    | 'keepAliveRefused';
  /** How long the request took, ms. */
  readonly tookMs?: number;
  readonly failure?: ActivityFailure;
}

/** The part of a failure that is stored in the activity; it contains no secret. */
export interface ActivityFailure {
  /** The kind of the recovery action. */
  readonly recovery: string;
  readonly code?: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly clientRequestId?: string;
}
