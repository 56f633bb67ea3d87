import { ProblemError, type AutomationSummary, type Backlog, type PublishResult } from '@dunwell/contract';
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Pause } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { api } from '../../api/client.js';
import { problemWords } from '../../api/problem-words.js';
import { useChange } from '../../api/use-change.js';
import { MayButton } from '../../parts/may-button.js';
import { QueryState } from '../../parts/query-state.js';
import { Sentence } from '../../parts/sentence.js';
import { assumedContext } from '../../words/assumed-context.js';
import { sentenceTokens } from '../../words/sentence-tokens.js';
import { stepCards } from '../../canvas/cards/step-card.js';
import { ProblemList } from '../problem-list.js';
import { TOUCHED } from '../touched.js';
import { BacklogChoice } from './backlog-choice.js';
import { FirstRunCard } from './first-run-card.js';
import classes from './publish-sheet.module.css';
import { useFirstRun } from './use-first-run.js';

/** What is about to be published, whom it will reach, and what becomes of those it would have reached before. */
export function PublishSheet({
  automation,
  onClose,
}: {
  automation: AutomationSummary;
  onClose: () => void;
}): ReactElement {
  const { id, name, liveVersion } = automation;
  const draft = useQuery({
    queryKey: ['automation', id, 'to-publish'],
    queryFn: async () => {
      const { draft: document, revision } = await api.getAutomation(id);
      const { problems } = await api.validate({ document });
      return { document, revision, problems };
    },
    staleTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size={1000}
      title={`Publish “${name}” as version ${(liveVersion ?? 0) + 1}`}
      classNames={{ body: classes.body, header: classes.header }}
    >
      <QueryState query={draft}>
        {(read) => <Sheet automation={automation} draft={read} onClose={onClose} />}
      </QueryState>
    </Modal>
  );
}

interface Draft {
  document: Awaited<ReturnType<typeof api.getAutomation>>['draft'];
  revision: number;
  problems: Awaited<ReturnType<typeof api.validate>>['problems'];
}

function Sheet({
  automation,
  draft: { document, revision, problems },
  onClose,
}: {
  automation: AutomationSummary;
  draft: Draft;
  onClose: () => void;
}): ReactElement {
  const { id, liveVersion, underWay } = automation;
  const [note, setNote] = useState('');
  const [backlog, setBacklog] = useState<Backlog>('skip');
  const firstRun = useFirstRun(document, revision);
  const publish = useChange({
    change: () => api.publish(id, { revision, backlog, ...(note.trim() ? { note: note.trim() } : {}) }),
    touches: TOUCHED,
    says: publishedWords,
    onDone: onClose,
    onRefused: () => undefined,
  });
  const cards = stepCards(document, assumedContext(document));
  const refused = publish.error instanceof ProblemError ? publish.error.details.problems : undefined;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <div className={classes.columns}>
        <div className={classes.left}>
          <p className={classes.sentence}>
            <Sentence tokens={sentenceTokens(document)} />
          </p>
          <section>
            <h3 className={classes.heading}>Checks</h3>
            <ProblemList problems={refused ?? problems} stepTitle={(step) => cards.get(step)?.title} />
          </section>
          <Textarea
            label="Note"
            description="For the team, optional: why this rule, in your words."
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </div>
        <div className={classes.right}>
          <FirstRunCard query={firstRun} backlog={backlog} isFirst={liveVersion === null} />
          {(document.entry.reentry.kind === 'once' || document.entry.reentry.kind === 'oncePerStreak') && (
            <BacklogChoice
              firstRun={firstRun.data ?? null}
              isFirst={liveVersion === null}
              value={backlog}
              onChange={setBacklog}
            />
          )}
          {liveVersion !== null && underWay > 0 && (
            <p className={classes.quiet}>
              {underWay === 1
                ? '1 journey is under way and finishes on the version it began with.'
                : `${underWay} journeys are under way and finish on the version they began with.`}
            </p>
          )}
          {publish.error && !refused && (
            <p role="alert" className={classes.refused}>
              {problemWords(publish.error)}
            </p>
          )}
        </div>
      </div>
      <Group className={classes.footer} gap={8}>
        <span className={classes.promise}>
          <Pause size={14} aria-hidden />
          You can pause it at any time.
        </span>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <MayButton
          permission="publish"
          loading={publish.isPending}
          disabledBecause={errors > 0 ? 'There are errors. Mend them in the draft first.' : undefined}
          onClick={() => publish.mutate()}
        >
          Publish v{(liveVersion ?? 0) + 1}
        </MayButton>
      </Group>
    </>
  );
}

function publishedWords({ version, backlog }: PublishResult): string {
  const { subjects, treatment } = backlog;
  const behind =
    subjects > 0 && `${subjects} from before ${treatment === 'skip' ? 'are skipped' : 'enter as well'}.`;
  return [`Version ${version.version} is live.`, behind].filter(Boolean).join(' ');
}
