import { useCallback, useRef, useState } from 'react';
import { useAppContext } from '../appContext';

/**
 * What a field says of a text that is not taken: the field's props, the input's ref, and the
 * function that tells whether the text was taken. Each refusal is heard, and leads to the input.
 */
export function useJudged(
  invalid: string,
): readonly [
  { readonly validationMessage?: string },
  (input: HTMLInputElement | null) => void,
  (isTaken: boolean) => void,
] {
  const { announce } = useAppContext();
  const input = useRef<HTMLInputElement>(null);
  const [isInvalid, setInvalid] = useState(false);
  const judge = (isTaken: boolean): void => {
    // The field announces its message when it appears. The same one again is announced here.
    if (isInvalid && !isTaken) announce(invalid);
    setInvalid(!isTaken);
    if (!isTaken) input.current?.focus();
  };
  const ref = useCallback((element: HTMLInputElement | null) => {
    input.current = element;
  }, []);
  return [isInvalid ? { validationMessage: invalid } : {}, ref, judge];
}
