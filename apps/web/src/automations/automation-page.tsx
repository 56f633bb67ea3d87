import type { AutomationSummary } from '@dunwell/contract';
import { Group, SegmentedControl, Tabs } from '@mantine/core';
import { CalendarCheck2, History, Workflow } from 'lucide-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useParams } from 'react-router';
import { useFormat } from '../format/use-format.js';
import type { ParamKinds } from '../format/search-params.js';
import { useFilter } from '../format/use-filter.js';
import { MayButton } from '../parts/may-button.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { QueryState } from '../parts/query-state.js';
import { Sentence } from '../parts/sentence.js';
import { sentenceTokens } from '../words/sentence-tokens.js';
import { AutomationMenu } from './automation-menu.js';
import classes from './automation.module.css';
import { BackToAutomations } from './back-to-automations.js';
import { ChangeStatus } from './change-status.js';
import { CanvasTab } from './details/canvas-tab.js';
import { RunsTab } from './details/runs-tab.js';
import { VersionsTab } from './details/versions-tab.js';
import { useReach } from './list/next-run-cell.js';
import { nextRunWords } from './list/next-run-words.js';
import { publishable } from './publishable.js';
import { StatusPills } from './status-pills.js';
import { useDocument, usualVersion } from './use-document.js';
import { useSummary } from './use-summaries.js';

const PublishSheet = lazy(async () => ({
  default: (await import('./publish/publish-sheet.js')).PublishSheet,
}));

/** One automation: what it says, what it did, what it said before. */
export function AutomationPage(): ReactElement {
  const { id = '' } = useParams();
  const summary = useSummary(id);
  return <QueryState query={summary}>{(automation) => <Automation automation={automation} />}</QueryState>;
}

interface Shown {
  tab: string;
  /** The number of a version; absent: the live one, or the draft where there is none. */
  version: number;
  draft: boolean;
}
const KINDS: ParamKinds<Shown> = { tab: 'text', version: 'number', draft: 'flag' };

function Automation({ automation }: { automation: AutomationSummary }): ReactElement {
  const { id, name, liveVersion, draftDiffers, status } = automation;
  const [{ tab = 'canvas', version, draft = false }, change] = useFilter(KINDS);
  const shown = draft ? 'draft' : (version ?? usualVersion(automation));
  const document = useDocument(id, shown);
  const tokens = document.data ? sentenceTokens(document.data) : automation.tokens;
  return (
    <Page
      title={name}
      leading={<BackToAutomations />}
      aside={
        <span className={classes.standing}>
          <StatusPills automation={automation} />
        </span>
      }
      actions={<Actions automation={automation} />}
    >
      {/* Long ones scroll, so that the keyboard has to reach them. */}
      <div className={classes.sentence} role="region" aria-label="In words" tabIndex={0}>
        <Sentence tokens={tokens} />
      </div>
      <Tabs
        value={tab}
        onChange={(chosen) => change({ tab: chosen === 'canvas' ? undefined : (chosen ?? undefined) })}
        keepMounted={false}
        className={classes.tabs}
        classNames={{ panel: classes.panel, list: classes.list }}
      >
        <Group gap={12} wrap="nowrap" className={classes.bar}>
          <Tabs.List>
            <Tabs.Tab value="canvas" leftSection={<Workflow size={14} />}>
              Canvas
            </Tabs.Tab>
            <Tabs.Tab value="runs" leftSection={<CalendarCheck2 size={14} />}>
              Runs
            </Tabs.Tab>
            <Tabs.Tab value="versions" leftSection={<History size={14} />}>
              Versions
            </Tabs.Tab>
          </Tabs.List>
          <NextRun automation={automation} />
          {tab === 'canvas' && liveVersion !== null && (
            <WhichDocument
              liveVersion={liveVersion}
              shown={shown}
              draftDiffers={draftDiffers && status !== 'archived'}
              onChange={(one) =>
                change({
                  draft: one === 'draft' || undefined,
                  version: one === 'draft' || one === liveVersion ? undefined : one,
                })
              }
            />
          )}
        </Group>
        <Tabs.Panel value="canvas">
          <Panel flush className={classes.fill}>
            <QueryState query={document}>
              {(read) => <CanvasTab automation={automation} document={read} shown={shown} />}
            </QueryState>
          </Panel>
        </Tabs.Panel>
        <Tabs.Panel value="runs">
          <RunsTab automation={automation} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsTab automation={automation} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function NextRun({ automation }: { automation: AutomationSummary }): ReactElement | null {
  const { title, detail } = nextRunWords(automation, useFormat());
  const reach = useReach(automation);
  if (automation.status === 'draft') return null;
  const isLive = automation.status === 'live';
  const more = reach === undefined ? detail : `${reach.toLocaleString()} would enter`;
  return (
    <span className={classes.nextRun}>
      {isLive && automation.nextRuns.length > 0 && 'Next run '}
      {title}
      {more && ` · ${more}`}
    </span>
  );
}

function WhichDocument({
  liveVersion,
  shown,
  draftDiffers,
  onChange,
}: {
  liveVersion: number;
  shown: number | 'draft';
  draftDiffers: boolean;
  onChange: (shown: number | 'draft') => void;
}): ReactElement | null {
  const older = shown !== 'draft' && shown !== liveVersion ? [shown] : [];
  if (!draftDiffers && older.length === 0) return null;
  return (
    <SegmentedControl
      aria-label="Which document is shown"
      value={String(shown)}
      onChange={(chosen) => onChange(chosen === 'draft' ? 'draft' : Number(chosen))}
      data={[
        ...older.map((version) => ({ value: String(version), label: `v${version}` })),
        { value: String(liveVersion), label: `Live v${liveVersion}` },
        ...(draftDiffers ? [{ value: 'draft', label: 'Draft' }] : []),
      ]}
    />
  );
}

function Actions({ automation }: { automation: AutomationSummary }): ReactElement {
  const [isPublishing, setPublishing] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const { status } = automation;
  return (
    <>
      {(status === 'live' || status === 'paused') && (
        <MayButton permission="publish" variant="default" onClick={() => setChanging(true)}>
          {status === 'live' ? 'Pause' : 'Resume'}
        </MayButton>
      )}
      {publishable(automation) === undefined && (
        <MayButton permission="publish" onClick={() => setPublishing(true)}>
          Publish…
        </MayButton>
      )}
      <AutomationMenu automation={automation} />
      <ChangeStatus
        automation={automation}
        change={isChanging ? (status === 'paused' ? 'resume' : 'pause') : null}
        onClose={() => setChanging(false)}
      />
      {isPublishing && (
        <Suspense>
          <PublishSheet automation={automation} onClose={() => setPublishing(false)} />
        </Suspense>
      )}
    </>
  );
}
