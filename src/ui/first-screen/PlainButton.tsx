import type { ComponentProps } from 'react';

interface Props extends Pick<ComponentProps<'button'>, 'onClick' | 'children'> {
  readonly primary?: boolean;
}

/** Button of the first screen, which has none of Fluent's: it would add 10 kB to the first script. */
export function PlainButton({ primary = false, ...rest }: Props) {
  return <button type="button" className={primary ? 'plain primary' : 'plain'} {...rest} />;
}
