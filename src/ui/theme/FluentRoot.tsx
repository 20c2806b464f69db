import { FluentProvider, makeStyles } from '@fluentui/react-components';
import { useMemo, type ReactNode } from 'react';
import { useAppContext } from '../appContext';
import { useReadable } from '../hooks/useReadable';
import { themeFor } from './fluentThemes';

const useStyles = makeStyles({
  // The page's own colour and font, which the first screen has too.
  root: {
    backgroundColor: 'transparent',
    fontFamily: 'inherit',
    // Fluent's small buttons are too small for a finger.
    '@media (pointer: coarse)': { '& button': { minHeight: '40px' } },
  },
});

/** Fluent's provider with the theme and the direction of Excel's language. */
export function FluentRoot({ children }: { readonly children: ReactNode }) {
  const { hostContext, messages } = useAppContext();
  const theme = useReadable(hostContext, (host) => host.theme);
  const { direction, language } = messages;
  const styles = useStyles();
  const value = useMemo(() => themeFor(theme, language), [theme, language]);
  return (
    <FluentProvider theme={value} dir={direction ?? 'ltr'} className={styles.root}>
      {children}
    </FluentProvider>
  );
}
