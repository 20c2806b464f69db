import { Select, Switch } from '@fluentui/react-components';
import { useId } from 'react';
import type { Choices, StateOf } from '../../../session/state';
import { Icon } from '../../components/icons';
import { useAppContext } from '../../appContext';

const hourMs = 3_600_000;
const offeredMs: readonly number[] = [1, 4, 8].map((hours) => hours * hourMs);
const never = 'never';

interface Props {
  readonly state: StateOf<'open'>;
  readonly choices: Choices;
}

/** Settings of keep-alive: on or off, and for how long. */
export function KeepAliveSettings({ state: { keepAlive }, choices }: Props) {
  const { dispatch, clock, closingEndsKeepAlive, messages, times } = useAppContext();
  const { card } = messages;
  const hint = useId();
  const on = keepAlive.kind === 'on';
  const until =
    on && keepAlive.until !== null
      ? [card.stopsAt(times.moment(keepAlive.until, clock.now()))]
      : [];
  const description = [...until, ...(closingEndsKeepAlive ? [card.keepPaneOpen] : [])].reduce(
    messages.joined,
    card.keepAliveHint,
  );
  return (
    <div className="keep-alive">
      <div>
        <Switch
          checked={on}
          label={card.keepAlive}
          aria-describedby={hint}
          onChange={(_event, { checked }) => dispatch({ kind: 'keepAliveSet', on: checked })}
        />
        <p className="quiet hint" id={hint}>
          {description}
        </p>
      </div>
      {keepAlive.kind === 'off' && keepAlive.stopped !== undefined && (
        <p className="notice">
          <Icon name="info" />
          {keepAlive.stopped === 'timeIsUp' ? card.stoppedByTime : card.stoppedByRefusal}
        </p>
      )}
      <StopAfter choices={choices} />
      <StartWithWorkbook />
    </div>
  );
}

/** Switch for starting the add-in with this workbook, where Excel supports it. */
function StartWithWorkbook() {
  const {
    messages: { card },
    startsWithWorkbook,
    startWithWorkbook,
  } = useAppContext();
  const hint = useId();
  if (startsWithWorkbook === undefined) return null;
  return (
    <div>
      <Switch
        checked={startsWithWorkbook}
        label={card.startWithWorkbook}
        aria-describedby={hint}
        onChange={(_event, { checked }) => startWithWorkbook(checked)}
      />
      <p className="quiet hint" id={hint}>
        {card.startWithWorkbookHint}
      </p>
    </div>
  );
}

function StopAfter({ choices: { stopAfterMs } }: Pick<Props, 'choices'>) {
  const { dispatch, messages, times } = useAppContext();
  const { card } = messages;
  const id = useId();
  const durationsMs =
    stopAfterMs === null || offeredMs.includes(stopAfterMs)
      ? offeredMs
      : [...offeredMs, stopAfterMs];
  return (
    <div className="split">
      <label className="label" htmlFor={id}>
        {card.stopAfter}
      </label>
      <Select
        id={id}
        value={stopAfterMs === null ? never : stopAfterMs.toString()}
        onChange={(_event, { value }) =>
          dispatch({ kind: 'stopAfterChosen', stopAfterMs: value === never ? null : Number(value) })
        }
      >
        {durationsMs.map((ms) => (
          <option key={ms} value={ms}>
            {card.hours(times.count(ms / hourMs))}
          </option>
        ))}
        <option value={never}>{card.untilClosed}</option>
      </Select>
    </div>
  );
}
