import type { BoxContent, ContentOf } from './drawing.js';
import type { Mark } from './overlay.js';

export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  done: 'done',
  failed: 'failed',
  waiting: 'waiting here',
  attention: 'needs attention',
  stopped: 'stopped here',
};

/** What a box is called for people who hear the screen: its words in the order in which others see them. */
export function labelOf(content: BoxContent): string {
  const label = LABELS[content.kind] as (content: BoxContent) => string;
  return label(content);
}

const LABELS: Readonly<{ [K in BoxContent['kind']]: (content: ContentOf<K>) => string }> = {
  entry: ({ enters, leaves, limits, badge }) =>
    [
      `Who enters: ${[badge, ...enters.lines, enters.detail].filter(Boolean).join(', ')}.`,
      `Leaves when: ${[...leaves.lines, leaves.detail].join(', ')}.`,
      `Limits: ${[...limits.lines, limits.detail].join(', ')}.`,
    ].join(' '),
  step: ({ title, detail, problems, figures, mark }) =>
    [
      title,
      detail,
      ...figures,
      problems > 0 && `${problems} ${problems === 1 ? 'problem' : 'problems'}`,
      mark && MARK_WORDS[mark],
    ]
      .filter(Boolean)
      .join(', '),
  arm: ({ label, count }) => (count === null ? label : `${label}, ${count}`),
  empty: ({ words }) => words,
  frame: () => 'Repeated',
  again: ({ words }) => words,
  end: () => 'Completed',
};
