/** The icons: paths in a 20 by 20 view box, stroked in the text colour. */
const paths = {
  check: 'M4 10.5l4 4 8-9',
  checkCircle: 'M6.5 10.2l2.4 2.4 4.6-5M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z',
  refresh: 'M16 5v3.5h-3.5M16 8.5A6.5 6.5 0 1 0 16.4 11.5',
  again: 'M10 5.8V10l2.8 2M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z',
  ended: 'M7.5 7.5l5 5m0-5l-5 5M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z',
  closed: 'M7 10h6M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z',
  question:
    'M8 7.8a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M10 13.4v.1M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z',
  warning: 'M10 8v3.5M10 14v.1M10 3 2.5 16.5h15L10 3z',
  info: 'M10 9.2v4M10 6.6v.1M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z',
  copy: 'M7.5 6.5v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-2M5.5 6.5h6a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1z',
  search: 'M8.8 3.5a5.3 5.3 0 1 0 0 10.6 5.3 5.3 0 0 0 0-10.6zM12.7 12.7l4 4',
  chevron: 'M5 7.5l5 5 5-5',
  person:
    'M10 3a3.3 3.3 0 1 0 0 6.6A3.3 3.3 0 0 0 10 3zM4 17v-.8A3.7 3.7 0 0 1 7.7 12.5h4.6A3.7 3.7 0 0 1 16 16.2V17',
  dismiss: 'M5 5l10 10M15 5L5 15',
  open: 'M8.5 4.5h-3a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3M11.5 3.5h5v5M16.5 3.5L9.5 10.5',
  save: 'M5 3.5h8.5L16.5 6.5V15a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V5A1.5 1.5 0 0 1 5 3.5zM6.5 3.5V7h6V3.5M6.5 16.5v-5h7v5',
  scratch: 'M6 3.5h5.5l3.5 3.5v8.5a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM7.5 12.5l5 0',
  code: 'M7 6l-4 4 4 4M13 6l4 4-4 4',
  link: 'M8.5 6.5H6.5a3.5 3.5 0 0 0 0 7h2M11.5 6.5h2a3.5 3.5 0 0 1 0 7h-2M7 10h6',
} as const;

/** The names of the icons. */
export type IconName = keyof typeof paths;

/** A decorative icon; the text beside it carries the meaning. */
export function Icon({
  name,
  className = '',
}: {
  readonly name: IconName;
  readonly className?: string;
}) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** The product's logo, as on the ribbon; drawn by pane.css. */
export function Logo() {
  return <span className="logo" />;
}
