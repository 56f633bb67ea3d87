import type { AutomationSummary } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import { api } from '../../api/client.js';
import { LazyCanvas } from '../../canvas/lazy-canvas.js';
import type { Overlay } from '../../canvas/overlay.js';
import { useReach } from '../list/next-run-cell.js';
import { useProblems } from '../use-document.js';
import { StepSheet } from './step-sheet.js';

/** A document to look at, the live one with what stands at its steps, the draft with its problems. */
export function CanvasTab({
  automation,
  document,
  shown,
}: {
  automation: AutomationSummary;
  document: AutomationDocument;
  shown: number | 'draft';
}): ReactElement {
  const { id, name, liveVersion } = automation;
  const [selected, setSelected] = useState<string | null>(null);
  const isLive = shown === liveVersion;
  const figures = useQuery({
    queryKey: ['automation', id, 'steps'],
    queryFn: () => api.runs.getStepFigures(id),
    enabled: isLive,
  });
  const problems = useProblems(shown === 'draft' ? document : undefined);
  const reach = useReach(automation);
  const overlay = useMemo((): Overlay => {
    if (!isLive) return { problems };
    return {
      figures: figures.data && new Map(figures.data.steps.map((figure) => [figure.step, figure])),
      entering: reach === undefined ? null : `${reach.toLocaleString()} next run`,
    };
  }, [isLive, problems, figures.data, reach]);
  return (
    <>
      <LazyCanvas
        key={shown}
        document={document}
        overlay={overlay}
        label={`${name}, ${shown === 'draft' ? 'the draft' : `version ${shown}`}`}
        selected={selected}
        onSelect={setSelected}
      />
      <StepSheet
        automationId={id}
        document={document}
        node={selected}
        figures={isLive ? figures.data : undefined}
        onClose={() => setSelected(null)}
      />
    </>
  );
}
