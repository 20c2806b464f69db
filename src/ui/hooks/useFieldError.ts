import { useCallback, useRef, useState } from 'react';
import { useAppContext } from '../appContext';

/**
 * The error of a field whose text was refused: the field's props, the input's ref, and the function
 * that takes the outcome of a check. Each refusal is announced, and moves the focus to the input.
 */
export function useFieldError(
  error: string,
): readonly [
  { readonly validationMessage?: string },
  (input: HTMLInputElement | null) => void,
  (isValid: boolean) => void,
] {
  const { announce } = useAppContext();
  const input = useRef<HTMLInputElement>(null);
  const [isInvalid, setInvalid] = useState(false);
  const checked = (isValid: boolean): void => {
    // The field announces its message when it appears. The same one again is announced here.
    if (isInvalid && !isValid) announce(error);
    setInvalid(!isValid);
    if (!isValid) input.current?.focus();
  };
  const ref = useCallback((element: HTMLInputElement | null) => {
    input.current = element;
  }, []);
  return [isInvalid ? { validationMessage: error } : {}, ref, checked];
}
