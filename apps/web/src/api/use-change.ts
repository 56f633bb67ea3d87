import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { done, failed } from '../app/notify.js';

export interface Change<Input, Result> {
  change: (input: Input) => Promise<Result>;
  /** What is read again afterwards: queries whose key begins with one of these words. */
  touches: readonly string[];
  /** What people are told when it is done. */
  says?: (result: Result) => string;
  onDone?: (result: Result) => void;
  /** Where a refusal is shown; as a notification when absent. */
  onRefused?: (error: Error) => void;
}

/** Something that somebody changes on the server: what shows it is read again, and they are told how it went. */
export function useChange<Input = void, Result = unknown>({
  change,
  touches,
  says,
  onDone,
  onRefused = failed,
}: Change<Input, Result>): UseMutationResult<Result, Error, Input> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (result) => {
      if (says) done(says(result));
      void queryClient.invalidateQueries({
        predicate: ({ queryKey: [first] }) => touches.includes(String(first)),
      });
      onDone?.(result);
    },
    onError: onRefused,
  });
}
