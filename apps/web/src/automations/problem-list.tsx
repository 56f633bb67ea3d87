import type { ProblemEntry } from '@dunwell/contract';
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import classes from './problem-list.module.css';

type Problem = Pick<ProblemEntry, 'path' | 'message' | 'severity'>;

/** What has to be mended before publishing, and what one should know; where each stands in the document. */
export function ProblemList({
  problems,
  stepTitle,
}: {
  problems: readonly (Problem & { step?: string | null })[];
  /** What a step is called. */
  stepTitle: (step: string) => string | undefined;
}): ReactElement {
  if (problems.length === 0) {
    return (
      <p className={classes.fine}>
        <CircleCheck size={16} aria-hidden />
        No errors, no warnings
      </p>
    );
  }
  const errorsFirst = [...problems].sort((one, other) => rank(one) - rank(other));
  return (
    <ul className={classes.problems}>
      {errorsFirst.map(({ path, message, severity, step }) => {
        const isWarning = severity === 'warning';
        const Icon = isWarning ? TriangleAlert : CircleX;
        return (
          <li key={`${path} ${message}`} className={classes.problem} data-severity={severity ?? 'error'}>
            <Icon size={16} aria-label={isWarning ? 'Warning' : 'Error'} />
            <div>
              {step && <b>{stepTitle(step) ?? step}: </b>}
              {message}
              {path !== '' && <code className={classes.path}>{path}</code>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

const rank = ({ severity }: Problem): number => (severity === 'warning' ? 1 : 0);
