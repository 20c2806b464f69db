import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/** Layout and text styles that every view uses. */
export const useLayout = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0 },
  tight: { gap: '4px' },
  loose: { gap: '16px' },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  /** A row of subtle buttons, whose labels align with the text. */
  snug: {
    gap: 0,
    marginInline: '-7px',
    '@media (forced-colors: active)': { gap: '4px', marginInline: 0 },
  },
  split: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: '4px 12px',
  },
  strong: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  quiet: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  wide: { width: '100%', minWidth: 0, maxWidth: 'none' },
  card: {
    padding: '16px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    '@media (max-width: 240px)': { padding: '12px' },
  },
  nowrap: { whiteSpace: 'nowrap' },
  /** For screen readers only. */
  unseen: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});
