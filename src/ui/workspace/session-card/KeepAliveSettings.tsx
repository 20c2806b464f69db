import {
  Button,
  Label,
  makeStyles,
  mergeClasses,
  Select,
  Switch,
  tokens,
} from '@fluentui/react-components';
import { memo, useEffect, useId, useRef } from 'react';
import { endsSoonMs } from '../../../session/keepAlive';
import type { Choices, KeepAlive } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Info } from '../../components/Info';
import { useReadable } from '../../hooks/useReadable';
import { useStepsLeft } from '../../hooks/useTime';
import { useLayout } from '../../theme/layout';
import { signedInMessages } from '../signedInMessages';

const hourMs = 3_600_000;
const offeredMs: readonly number[] = [1, 4, 8].map((hours) => hours * hourMs);
const never = 'never';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingBlock: '4px 12px',
  },
  // The switch's own padding would move it out of the card's line.
  field: { marginInlineStart: '-8px' },
  hint: { paddingInlineStart: '52px', '@media (max-width: 240px)': { paddingInlineStart: 0 } },
  stopAfter: { alignItems: 'center' },
  select: { minWidth: 0, maxWidth: '100%' },
});

interface Props {
  readonly isOn: boolean;
  /** The end of a keep-alive that is on, ms since the epoch; null if it has none. */
  readonly until: number | null;
  /** Why it stopped by itself. */
  readonly stopped: Extract<KeepAlive, { kind: 'off' }>['stopped'];
  readonly choices: Choices;
}

/** Settings of keep-alive: on or off, and for how long. */
export const KeepAliveSettings = memo(function KeepAliveSettings(props: Props) {
  const { isOn, until, stopped, choices } = props;
  const { dispatch, clock, hostContext, messages, times } = useAppContext();
  const closingEndsKeepAlive = useReadable(hostContext, (host) => host.closingEndsKeepAlive);
  const texts = signedInMessages(messages).keepAliveSettings;
  const styles = useStyles();
  const stopsAt = until === null ? [] : [texts.stopsAt(times.moment(until, clock.now()))];
  const description = [
    ...stopsAt,
    ...(closingEndsKeepAlive === true ? [texts.keepPaneOpen] : []),
  ].reduce(messages.joined, texts.keepAliveHint);
  return (
    <div className={styles.root}>
      <HintedSwitch
        label={texts.keepAlive}
        hint={description}
        checked={isOn}
        set={(checked) => dispatch({ kind: 'keepAliveSet', on: checked })}
      />
      {stopped !== undefined && (
        <Info>
          {stopped === 'timeIsUp'
            ? messages.announced.stoppedByTime
            : messages.announced.stoppedByRefusal}
        </Info>
      )}
      {until !== null && <EndsSoon until={until} />}
      <StopAfter choices={choices} />
      <StartWithWorkbook />
      <Refused />
    </div>
  );
});

/** Before keep-alive ends: when, and a way to let it go on. */
function EndsSoon({ until }: { readonly until: number }) {
  const { announce, dispatch, clock, messages, times } = useAppContext();
  const texts = signedInMessages(messages).keepAliveSettings;
  const isNear = useStepsLeft(until - endsSoonMs, Number.MAX_SAFE_INTEGER) === 0;
  const text = texts.endsSoon(times.moment(until, clock.now()));
  const wasNear = useRef(false);
  useEffect(() => {
    // A near end, and the one that takes its place.
    if (isNear || wasNear.current) announce(text);
    wasNear.current = isNear;
    // The end is announced once, not again when its format changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [announce, isNear]);
  if (!isNear) return null;
  return (
    <Info
      intent="warning"
      action={
        <Button onClick={() => dispatch({ kind: 'keepAliveExtended' })}>{texts.moreHours}</Button>
      }
    >
      {text}
    </Info>
  );
}

/** Switch for starting the add-in with this workbook, where Excel supports it. */
function StartWithWorkbook() {
  const { announce, hostContext, messages, startWithWorkbook } = useAppContext();
  const startsWithWorkbook = useReadable(hostContext, (host) => host.startsWithWorkbook);
  const { keepAliveSettings: texts, refused } = signedInMessages(messages);
  if (startsWithWorkbook === undefined) return null;
  return (
    <HintedSwitch
      label={texts.startWithWorkbook}
      hint={texts.startWithWorkbookHint}
      checked={startsWithWorkbook}
      set={(on) => startWithWorkbook(on, () => announce(refused.startup))}
    />
  );
}

interface HintedSwitchProps {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly set: (checked: boolean) => void;
}

/** A switch with a sentence below it, which describes it. */
function HintedSwitch({ label, hint, checked, set }: HintedSwitchProps) {
  const styles = useStyles();
  const layout = useLayout();
  const id = useId();
  return (
    <div>
      <Switch
        className={styles.field}
        checked={checked}
        label={label}
        aria-describedby={id}
        onChange={(_event, data) => set(data.checked)}
      />
      <p className={mergeClasses(layout.quiet, styles.hint)} id={id}>
        {hint}
      </p>
    </div>
  );
}

/** What Excel or the browser refuses to the add-in, and what helps. */
function Refused() {
  const { hostContext, messages } = useAppContext();
  const refusals = useReadable(hostContext, (host) => host.refusals);
  return refusals?.map(({ what, code }) => (
    <Info key={what}>
      {signedInMessages(messages).refused[what]} ({code})
    </Info>
  ));
}

function StopAfter({ choices: { stopAfterMs } }: Pick<Props, 'choices'>) {
  const { dispatch, messages, times } = useAppContext();
  const texts = signedInMessages(messages).keepAliveSettings;
  const styles = useStyles();
  const layout = useLayout();
  const id = useId();
  const durationsMs =
    stopAfterMs === null || offeredMs.includes(stopAfterMs)
      ? offeredMs
      : [...offeredMs, stopAfterMs];
  return (
    <div className={mergeClasses(layout.split, styles.stopAfter)}>
      <Label htmlFor={id}>{texts.stopAfter}</Label>
      <Select
        className={styles.select}
        id={id}
        value={stopAfterMs === null ? never : stopAfterMs.toString()}
        onChange={(_event, { value }) =>
          dispatch({ kind: 'stopAfterChosen', stopAfterMs: value === never ? null : Number(value) })
        }
      >
        {durationsMs.map((ms) => (
          <option key={ms} value={ms}>
            {texts.hours(times.count(ms / hourMs))}
          </option>
        ))}
        <option value={never}>{texts.noLimit}</option>
      </Select>
    </div>
  );
}
