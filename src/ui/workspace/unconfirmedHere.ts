import { sameItem } from '../../session/records';
import type { AppState } from '../../session/state';
import type { UnconfirmedSession } from '../../session/unconfirmed';

/** The session that may be open, unless it is of another workbook than the one on the screen. */
export const unconfirmedHere = ({
  state,
  unconfirmed,
}: AppState): UnconfirmedSession | undefined =>
  unconfirmed === undefined ||
  !('workbook' in state) ||
  sameItem(unconfirmed.workbook, state.workbook)
    ? unconfirmed
    : undefined;
