import { Check, FileText, Minus, RotateCcw, Scale, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Mark } from './movement-words.js';
import classes from './ribbon.module.css';

const ICONS: Readonly<Record<Mark, LucideIcon>> = {
  reset: Check,
  partial: Minus,
  invoice: FileText,
  chargeback: RotateCcw,
  other: Scale,
};

/** What kind of movement it was, by shape as well as by colour. */
export function CauseMark({ mark }: { mark: Mark }): ReactElement {
  const Icon = ICONS[mark];
  return (
    <span className={classes.mark} data-mark={mark} aria-hidden>
      <Icon size={10} strokeWidth={2.5} />
    </span>
  );
}
