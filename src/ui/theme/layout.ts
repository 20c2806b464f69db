import { makeStyles, tokens } from '@fluentui/react-components';

const column = { display: 'flex', flexDirection: 'column', minWidth: 0 } as const;
const row = { display: 'flex', flexWrap: 'wrap', alignItems: 'center' } as const;

/** Layout and text styles that every view uses. */
export const useLayout = makeStyles({
  tight: { ...column, gap: '4px' },
  stack: { ...column, gap: '12px' },
  loose: { ...column, gap: '16px' },
  row: { ...row, gap: '8px' },
  /** A row of subtle buttons, whose labels align with the text. */
  snug: {
    ...row,
    gap: 0,
    marginInline: '-7px',
    '& > button': { textAlign: 'start' },
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
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
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
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '24px',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
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
