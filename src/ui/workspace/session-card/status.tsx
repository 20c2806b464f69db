import {
  ArrowClockwise20Regular,
  CheckmarkCircle20Filled,
  Clock20Regular,
  Person20Regular,
  PlugDisconnected20Regular,
  QuestionCircle20Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { waitsForNetwork } from '../../../session/evidence';
import type { StateOf } from '../../../session/state';
import type { Intent } from './Card';

interface Status {
  readonly textKey:
    | 'active'
    | 'unconfirmed'
    | 'refreshing'
    | 'again'
    | 'waitingForNetwork'
    | 'signInNeeded'
    | 'checking';
  readonly icon: ReactElement;
  readonly intent: Intent;
}

/**
 * The status of an open session. An obstacle comes before a request in progress, so that the status
 * does not flicker during retries.
 */
export function statusOf(
  { request, signInNeeded, unverifiedAfterMs }: StateOf<'open'>,
  mayHaveEnded: boolean,
  online: boolean,
): Status {
  if (waitsForNetwork(request, online)) {
    return {
      textKey: 'waitingForNetwork',
      icon: <PlugDisconnected20Regular />,
      intent: 'warning',
    };
  }
  if (signInNeeded !== undefined) {
    return { textKey: 'signInNeeded', icon: <Person20Regular />, intent: 'warning' };
  }
  if (request.kind === 'retrying') {
    return { textKey: 'again', icon: <Clock20Regular />, intent: 'warning' };
  }
  if (request.kind === 'refreshing') {
    return {
      textKey: unverifiedAfterMs === undefined ? 'refreshing' : 'checking',
      icon: <ArrowClockwise20Regular />,
      intent: 'busy',
    };
  }
  return mayHaveEnded
    ? { textKey: 'unconfirmed', icon: <QuestionCircle20Regular />, intent: 'warning' }
    : { textKey: 'active', icon: <CheckmarkCircle20Filled />, intent: 'good' };
}
