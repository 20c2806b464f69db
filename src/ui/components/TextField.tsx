import { useId, type ReactNode } from 'react';

interface Aria {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

interface Props {
  readonly label: string;
  readonly hint: string;
  /** Validation error, announced at once. */
  readonly fault: string | undefined;
  readonly children: (aria: Aria) => ReactNode;
}

/** A text box with its label, and its hint or error below. */
export function TextField({ label, hint, fault, children }: Props) {
  const id = useId();
  const note = `${id}-note`;
  return (
    <div className="stack tight">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': note, 'aria-invalid': fault !== undefined })}
      <p className={fault === undefined ? 'quiet' : 'fault'} id={note} aria-live="polite">
        {fault ?? hint}
      </p>
    </div>
  );
}
