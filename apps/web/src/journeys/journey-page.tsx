import type { JourneyWithHistory } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client.js';
import { BackTo, BackToAutomations } from '../automations/back-to-automations.js';
import { StepSheet } from '../automations/details/step-sheet.js';
import { useDocument } from '../automations/use-document.js';
import { useSummary } from '../automations/use-summaries.js';
import { LazyCanvas } from '../canvas/lazy-canvas.js';
import { useFormat } from '../format/use-format.js';
import { accountPath } from '../parts/account-link.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { QueryState } from '../parts/query-state.js';
import { TonePill, type Tone } from '../parts/tone-pill.js';
import classes from './journey.module.css';
import { END_WORDS } from './journey-story.js';
import { journeyWay } from './journey-way.js';
import { StoryList } from './story-list.js';

const TONES: Readonly<Record<JourneyWithHistory['status'], Tone>> = {
  underWay: 'accent',
  completed: 'success',
  exited: 'plain',
  ended: 'plain',
  superseded: 'plain',
  expired: 'warning',
};

/** One subject's way through one version: the canvas with its path lit, and what happened, step by step. */
export function JourneyPage(): ReactElement {
  const { id = '' } = useParams();
  const journey = useQuery({
    queryKey: ['automation', 'journey', id],
    queryFn: () => api.history.getJourney(id),
  });
  return <QueryState query={journey}>{(read) => <Journey journey={read} />}</QueryState>;
}

function Journey({ journey }: { journey: JourneyWithHistory }): ReactElement {
  const { automationId, version, subject, date, status } = journey;
  const document = useDocument(automationId, version);
  const name = useSummary(automationId).data?.name ?? 'Automation';
  const format = useFormat();
  return (
    <Page
      title={subject.key}
      leading={
        <BackToAutomations>
          <BackTo to={`/automations/${automationId}`}>{name}</BackTo>
        </BackToAutomations>
      }
      actions={
        <Button component={Link} to={accountPath(subject.account)} variant="default">
          Open the account
        </Button>
      }
      aside={
        <span className={classes.aside}>
          <TonePill tone={TONES[status]} dot={status === 'underWay'}>
            {END_WORDS[status]}
          </TonePill>
          <TonePill>v{version}</TonePill>
          <span>entered for {format.date(date)}</span>
        </span>
      }
    >
      <QueryState query={document}>{(read) => <Way journey={journey} document={read} />}</QueryState>
    </Page>
  );
}

function Way({
  journey,
  document,
}: {
  journey: JourneyWithHistory;
  document: AutomationDocument;
}): ReactElement {
  const [selected, setSelected] = useState<string | null>(null);
  const overlay = useMemo(() => ({ way: journeyWay(journey, document) }), [journey, document]);
  return (
    <div className={classes.columns}>
      <Panel flush>
        <LazyCanvas
          document={document}
          overlay={overlay}
          label={`The way of ${journey.subject.key} through ${document.name}`}
          selected={selected}
          onSelect={setSelected}
        />
      </Panel>
      <Panel title="What happened" aside="Times of the workspace">
        <StoryList journey={journey} document={document} />
      </Panel>
      <StepSheet
        automationId={journey.automationId}
        document={document}
        node={selected}
        figures={undefined}
        onClose={() => setSelected(null)}
      />
    </div>
  );
}
