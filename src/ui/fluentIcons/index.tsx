/** A glyph of Fluent's on 20 by 20 units, drawn as @fluentui/react-icons draws it. */
function Glyph({ path }: { readonly path: string }) {
  return (
    // Without it the colours inside a control would not become those of a contrast theme.
    <svg width="1em" height="1em" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true" style={{ forcedColorAdjust: 'auto' }}>
      <path d={path} />
    </svg>
  );
}

/** The arrow of a choice. */
export function ChevronDownRegular() {
  return <Glyph path="M15.85 7.65c.2.2.2.5 0 .7l-5.46 5.49a.55.55 0 0 1-.78 0L4.15 8.35a.5.5 0 1 1 .7-.7L10 12.8l5.15-5.16c.2-.2.5-.2.7 0Z" />;
}

/** The knob of a switch. */
export function CircleFilled() {
  return <Glyph path="M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z" />;
}
