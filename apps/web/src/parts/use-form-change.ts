import { useState, type SubmitEventHandler } from 'react';
import { useChange, type Change } from '../api/use-change.js';
import { showProblems } from './form-problems.js';

/** What is asked of a form of @mantine/form. */
interface FormOf<Values> {
  values: Values;
  setErrors: (errors: Record<string, string>) => void;
  onSubmit: (submit: (values: Values) => void) => SubmitEventHandler<HTMLFormElement>;
}

/** What a form's frame shows of the change it makes. */
export interface FormChange {
  onSubmit: SubmitEventHandler<HTMLFormElement>;
  /** What was refused and belongs to no field. */
  problem: string | null;
  isPending: boolean;
}

/** A form whose values change something on the server; what is refused stands beside the field it is about. */
export function useFormChange<Values extends object, Result>(
  form: FormOf<Values>,
  change: Omit<Change<Values, Result>, 'onRefused'>,
): FormChange {
  const [problem, setProblem] = useState<string | null>(null);
  const mutation = useChange({
    ...change,
    onRefused: (error) => setProblem(showProblems(form, error)),
  });
  return {
    onSubmit: form.onSubmit((values) => mutation.mutate(values)),
    problem,
    isPending: mutation.isPending,
  };
}
