import { FluentProvider, makeStyles } from '@fluentui/react-components';
import { useMemo, type ReactNode } from 'react';
import { useAppContext } from '../appContext';
import { themes } from './themes';

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
  const { messages, theme } = useAppContext();
  const { direction, font } = messages;
  const styles = useStyles();
  const value = useMemo(
    () => (font === undefined ? themes[theme] : { ...themes[theme], fontFamilyBase: font }),
    [font, theme],
  );
  return (
    <FluentProvider theme={value} dir={direction ?? 'ltr'} className={styles.root}>
      {children}
    </FluentProvider>
  );
}
